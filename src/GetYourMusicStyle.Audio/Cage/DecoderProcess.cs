using System.Buffers.Binary;
using System.Text;
using GetYourMusicStyle.Audio.Native;

namespace GetYourMusicStyle.Audio.Cage;

/// <summary>A caged decoder: a process that decodes one file after the other. For one thread at a time, but for <see cref="Kill"/>.</summary>
internal sealed class DecoderProcess : IDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly Lock _lock = new();
    private readonly int _process;
    private bool _ended;
    private int? _status;

    /// <summary>Starts one; what it is asked waits until it is ready.</summary>
    /// <exception cref="IOException">It cannot be started.</exception>
    public DecoderProcess(string program, DecoderArguments arguments) => (_process, Channel) = DecoderLauncher.Start(program, arguments);

    public DecoderChannel Channel { get; }

    /// <summary>How many files it was given.</summary>
    public int Files { get; set; }

    /// <summary>What it is denied; null until it is ready.</summary>
    public Restrictions? Held { get; private set; }

    /// <summary>Waits until it is ready.</summary>
    /// <exception cref="IOException">It ended instead.</exception>
    public void WaitUntilReady()
    {
        if (Held is not null)
            return;
        using var limit = new Timer(_ => Kill(), null, StartLimit, Timeout.InfiniteTimeSpan);
        byte[] content = new byte[4096];
        if (Channel.NextAnswer() is not var (kind, length) || length < sizeof(int) || length > content.Length || !Channel.Fill(content.AsSpan(0, length)))
            throw new IOException($"The decoder cannot be started: {End()}.");
        if (kind != AnswerKind.Ready)
            throw new IOException($"The decoder cannot be started: {Encoding.UTF8.GetString(content, sizeof(int), length - sizeof(int))}");
        Held = (Restrictions)BinaryPrimitives.ReadInt32LittleEndian(content);
    }

    /// <summary>Ends it at once, and all that it has started; any thread may do so.</summary>
    public void Kill()
    {
        lock (_lock)
        {
            if (!_ended)
                ProcessCalls.End(_process);
        }
    }

    /// <summary>Ends it, unless it has ended by itself, and tells how that was.</summary>
    public DecoderEnd End()
    {
        Kill();
        lock (_lock)
        {
            if (!_ended)
                _status = ProcessCalls.Wait(_process);
            _ended = true;
            return new DecoderEnd(_status);
        }
    }

    public void Dispose()
    {
        End();
        Channel.Dispose();
    }
}
