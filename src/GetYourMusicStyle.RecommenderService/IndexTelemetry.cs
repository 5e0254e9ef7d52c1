using System.Diagnostics.Metrics;
using GetYourMusicStyle.Messaging;

namespace GetYourMusicStyle.RecommenderService;

/// <summary>
/// Metrics of a recommender: <c>gyms.index.tracks</c>, <c>gyms.index.updates</c> (tracks taken in, by <c>from</c>: <c>build</c>, <c>message</c>,
/// <c>poll</c>) and <c>gyms.recommender.duration</c> (s, by <c>request</c>), whose count is that of the requests.
/// </summary>
internal sealed class IndexTelemetry : IDisposable
{
    private static readonly InstrumentAdvice<double> Seconds = new() { HistogramBucketBoundaries = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5] };

    private readonly TimeProvider _clock;
    private readonly Meter _meter;
    private readonly Counter<long> _updates;
    private readonly Histogram<double> _duration;
    private Func<int> _tracks = () => 0;

    public IndexTelemetry(IMeterFactory meters, TimeProvider clock)
    {
        _clock = clock;
        _meter = meters.Create(TelemetryNames.Product);
        _updates = _meter.CreateCounter<long>("gyms.index.updates", "{track}", "Tracks taken into the index");
        _duration = _meter.CreateHistogram("gyms.recommender.duration", "s", "Time an answer took", tags: null, Seconds);
        _meter.CreateObservableGauge("gyms.index.tracks", () => _tracks(), "{track}", "Tracks in the index");
    }

    /// <summary>Says where the number of tracks is read.</summary>
    public void Observe(Func<int> tracks) => _tracks = tracks;

    public void Updated(string from, int tracks) => _updates.Add(tracks, new KeyValuePair<string, object?>("from", from));

    public void Answered(string request, long since) =>
        _duration.Record(_clock.GetElapsedTime(since).TotalSeconds, new KeyValuePair<string, object?>("request", request));

    public void Dispose() => _meter.Dispose();
}
