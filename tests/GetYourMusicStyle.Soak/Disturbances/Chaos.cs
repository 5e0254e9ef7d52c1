using GetYourMusicStyle.Soak.Records;

namespace GetYourMusicStyle.Soak.Disturbances;

/// <summary>Picks disturbances at random, some at once, and undoes each after a while.</summary>
internal sealed class Chaos(IReadOnlyList<Disturbance> all, Random random, SoakLog log)
{
    private const int AtOnce = 3;
    private readonly Lock _lock = new();
    private readonly HashSet<string> _suffering = [];
    private readonly Dictionary<string, int> _counts = [];

    /// <summary>How often each was done.</summary>
    public IReadOnlyDictionary<string, int> Counts => _counts;

    /// <summary>Disturbs until cancelled, then undoes what is still disturbed.</summary>
    public Task RunAsync(CancellationToken stop) => Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => DisturbAsync(stop)));

    private async Task DisturbAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            if (Pick() is { } one)
            {
                log.Write($"{one.Kind} {one.Victim}");
                await one.Begin();
                await WaitAsync(one.Longest, stop);
                log.Write($"  over: {one.Kind} {one.Victim}");
                await one.End();
                lock (_lock)
                    _suffering.Remove(one.Victim);
            }
            await WaitAsync(TimeSpan.FromSeconds(12), stop);
        }
    }

    private Disturbance? Pick()
    {
        lock (_lock)
        {
            var one = all[random.Next(all.Count)];
            if (!_suffering.Add(one.Victim))
                return null;
            _counts[$"{one.Kind} {one.Victim}"] = _counts.GetValueOrDefault($"{one.Kind} {one.Victim}") + 1;
            return one;
        }
    }

    private async Task WaitAsync(TimeSpan longest, CancellationToken stop)
    {
        double share;
        lock (_lock)
            share = 0.1 + (0.9 * random.NextDouble());
        await Task.Delay(longest * share, stop).ContinueWith(_ => { }, TaskScheduler.Default);
    }
}
