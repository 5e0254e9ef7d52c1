namespace GetYourMusicStyle.Fuzz.Targets;

/// <summary>Something that reads what others send, and what it may do with any bytes at all.</summary>
internal abstract class FuzzTarget : IDisposable
{
    private readonly Lazy<ScratchFolder> _scratch = new(() => new());

    /// <summary>As the command line and the folder of its seeds call it.</summary>
    public abstract string Name { get; }

    /// <summary>How many of a thousand inputs are for this one, when all are fuzzed.</summary>
    public abstract int Share { get; }

    /// <summary>Bytes that one input may have the managed heap give out.</summary>
    public virtual long MostBytes => 64 * 1024 * 1024;

    /// <summary>How long one input may take at most, on a machine that has much else to do.</summary>
    public virtual TimeSpan Limit => TimeSpan.FromSeconds(20);

    /// <summary>Pieces of the format.</summary>
    public virtual IReadOnlyList<byte[]> Words => [];

    /// <summary>Seeds beside those of its folder.</summary>
    public virtual IEnumerable<byte[]> Seeds => [];

    /// <summary>Reads an input.</summary>
    /// <returns>In a few words what came of it, without what differs between like inputs: inputs of new outcomes are mutated further.</returns>
    /// <exception cref="FindException">It did something that it must not.</exception>
    public abstract string Run(byte[] input);

    /// <summary>Whether the documentation of what is fuzzed names this error.</summary>
    public abstract bool Documents(Exception error);

    public virtual void Dispose()
    {
        GC.SuppressFinalize(this);
        if (_scratch.IsValueCreated)
            _scratch.Value.Dispose();
    }

    /// <summary>For what is read from files.</summary>
    protected ScratchFolder Scratch => _scratch.Value;

    /// <summary>Something must be so.</summary>
    protected static void Holds(bool so, string what)
    {
        if (!so)
            throw new FindException(what);
    }

    /// <summary>Text in UTF-8.</summary>
    protected static byte[][] WordsOf(params string[] words) => [.. words.Select(System.Text.Encoding.UTF8.GetBytes)];
}
