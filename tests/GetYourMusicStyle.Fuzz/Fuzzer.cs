using System.Diagnostics;
using System.Text.RegularExpressions;
using GetYourMusicStyle.Fuzz.Targets;

namespace GetYourMusicStyle.Fuzz;

/// <summary>
/// Mutates inputs and watches what a target does with them: no error but those that are documented, no more memory and time than there is for one
/// input. An input with a new outcome joins those that are mutated. The same runs and seed try the same inputs.
/// </summary>
internal sealed partial class Fuzzer(FuzzTarget target)
{
    private const int MostKept = 2_000;
    private const int MostFinds = 20;
    private readonly List<byte[]> _corpus = SeedFolder.Of(target);
    private readonly Mutator _mutator = new(target.Words);
    private readonly HashSet<string> _outcomes = [];
    private readonly Dictionary<string, Find> _finds = [];
    private long _runs, _mostBytes, _since;
    private byte[] _current = [];
    private TimeSpan _slowest;
    private volatile bool _ended;

    /// <summary>Tries the seeds as they are, then mutated inputs.</summary>
    public FuzzReport Run(long runs, int seed)
    {
        // On a thread of its own: an input that never ends must be told of.
        var thread = new Thread(() => Try(runs, seed), maxStackSize: 1024 * 1024) { IsBackground = true };
        Interlocked.Exchange(ref _since, Stopwatch.GetTimestamp());
        thread.Start();
        while (!thread.Join(TimeSpan.FromMilliseconds(200)))
        {
            if (!_ended && Stopwatch.GetElapsedTime(Interlocked.Read(ref _since)) > target.Limit)
            {
                Note(_current, "it does not end", $"after {target.Limit}");
                break;
            }
        }
        lock (_finds)
            return new(target.Name, _runs, _outcomes.Count, _slowest, _mostBytes, [.. _finds.Values]);
    }

    private void Try(long runs, int seed)
    {
        foreach (byte[] input in _corpus.ToList())
            Try(input);
        for (long run = 0; run < runs && _finds.Count < MostFinds; run++)
        {
            var random = new Random(HashCode(seed, run));
            byte[] input = _mutator.Mutate(_corpus[random.Next(_corpus.Count)], _corpus, random);
            if (Try(input) && _corpus.Count < MostKept)
                _corpus.Add(input);
        }
        _ended = true;
    }

    // Whether its outcome is new.
    private bool Try(byte[] input)
    {
        long start = Stopwatch.GetTimestamp(), allocated = GC.GetAllocatedBytesForCurrentThread();
        (_current, _runs) = (input, _runs + 1);
        Interlocked.Exchange(ref _since, start);
        string outcome;
        try
        {
            outcome = target.Run(input);
        }
        catch (Exception e)
        {
            outcome = $"{e.GetType().Name}: {Numbers().Replace(e.Message, "#")}";
            if (!target.Documents(e))
                Note(input, outcome, e.ToString());
        }
        long bytes = GC.GetAllocatedBytesForCurrentThread() - allocated;
        var took = Stopwatch.GetElapsedTime(start);
        (_mostBytes, _slowest) = (Math.Max(_mostBytes, bytes), took > _slowest ? took : _slowest);
        if (bytes > target.MostBytes)
            Note(input, "it takes too much memory", $"{bytes} bytes");
        return _outcomes.Add(outcome[..Math.Min(outcome.Length, 300)]);
    }

    private void Note(byte[] input, string what, string detail)
    {
        lock (_finds)
            _finds.TryAdd(what, new(target.Name, input, what, detail));
    }

    // HashCode differs from process to process.
    private static int HashCode(int seed, long run)
    {
        ulong mixed = ((ulong)(uint)seed << 32) + (ulong)run;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return (int)(mixed ^ (mixed >> 31));
    }

    [GeneratedRegex(@"'[^']*'|[-\d.,]+|0x[0-9A-Fa-f]+")]
    private static partial Regex Numbers();
}
