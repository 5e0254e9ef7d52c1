using System.Diagnostics;
using System.Diagnostics.Metrics;
using GetYourMusicStyle.Catalog.Jobs;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Contracts;
using GetYourMusicStyle.Messaging;

namespace GetYourMusicStyle.Pipeline;

/// <summary>
/// Traces and metrics of the pipeline, all under the name <see cref="TelemetryNames.Product"/>. The trace of an upload goes on from the job's row through the
/// dispatcher's send and the message into the worker, up to the writing of the scores.
/// </summary>
/// <remarks>
/// Metrics: <c>gyms.queue.wait</c> (s), <c>gyms.stage.duration</c> (s), <c>gyms.windows</c>, <c>gyms.audio.seconds</c>,
/// <c>gyms.failures</c> (by <c>reason</c>) and <c>gyms.backlog</c> (jobs that wait), each by <c>stage</c>.
/// </remarks>
public sealed class PipelineTelemetry : IDisposable
{
    // Seconds: from a short track on a fast machine to an overnight backlog.
    private static readonly InstrumentAdvice<double> Seconds =
        new() { HistogramBucketBoundaries = [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100, 300, 1_000, 3_000, 10_000, 30_000] };

    private static readonly ActivitySource Source = new(TelemetryNames.Product);
    private readonly Meter _meter;
    private readonly Histogram<double> _wait;
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _windows;
    private readonly Counter<double> _audio;
    private readonly Counter<long> _failures;
    private volatile IReadOnlyList<StageView> _backlog = [];

    /// <summary>Creates the instruments.</summary>
    public PipelineTelemetry(IMeterFactory meters)
    {
        _meter = meters.Create(TelemetryNames.Product);
        _wait = _meter.CreateHistogram("gyms.queue.wait", "s", "From the time a stage of a job could be sent to its beginning", tags: null, Seconds);
        _duration = _meter.CreateHistogram("gyms.stage.duration", "s", "Time a stage worked on a track", tags: null, Seconds);
        _windows = _meter.CreateCounter<long>("gyms.windows", "{window}", "Windows done");
        _audio = _meter.CreateCounter<double>("gyms.audio.seconds", "s", "Audio done");
        _failures = _meter.CreateCounter<long>("gyms.failures", "{failure}", "Failed attempts");
        _meter.CreateObservableGauge("gyms.backlog", Backlog, "{job}", "Jobs that no worker has begun");
    }

    /// <summary>The sending of a job, in the trace of the request that made it.</summary>
    internal static Activity? StartSend(ClaimedJob job) =>
        Start($"dispatch {job.Attempt.Stage.Name()}", ActivityKind.Producer, job.Attempt, job.TrackId, job.TraceParent);

    /// <summary>The work on an attempt, in the trace of its message.</summary>
    internal static Activity? StartStage(ClaimedJob job, string? traceParent) =>
        Start(job.Attempt.Stage.Name(), ActivityKind.Internal, job.Attempt, job.TrackId, traceParent ?? job.TraceParent);

    /// <summary>The writing of scores, within the present activity and linked to the others whose tracks it writes.</summary>
    internal static Activity? StartStore(IEnumerable<Activity?> tracks) =>
        Source.StartActivity(
            "store scores", ActivityKind.Internal, parentContext: default,
            links: tracks.OfType<Activity>().Where(track => track != Activity.Current).Select(track => new ActivityLink(track.Context)));

    internal void Begun(ClaimedJob job) => _wait.Record(Math.Max(0, job.Waited.TotalSeconds), Tag(job.Attempt.Stage));

    internal void Worked(Stage stage, TimeSpan time) => _duration.Record(time.TotalSeconds, Tag(stage));

    internal void Done(Stage stage, int windows, double audioSeconds)
    {
        _windows.Add(windows, Tag(stage));
        _audio.Add(audioSeconds, Tag(stage));
    }

    internal void Failed(Stage stage, string reason) => _failures.Add(1, Tag(stage), new("reason", reason));

    internal void Waiting(IReadOnlyList<StageView> stages) => _backlog = stages;

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    /// <summary>
    /// Starts an activity below the present one where that belongs to the trace (the bus carried it there), otherwise right below
    /// <paramref name="traceParent"/>.
    /// </summary>
    private static Activity? Start(string name, ActivityKind kind, JobAttempt attempt, long trackId, string? traceParent)
    {
        ActivityContext.TryParse(traceParent, null, isRemote: true, out var parent);
        if (Activity.Current is { } current && (current.TraceId == parent.TraceId || parent == default))
            parent = current.Context;
        var activity = Source.StartActivity(name, kind, parent);
        activity?.SetTag("gyms.job", attempt.JobId);
        activity?.SetTag("gyms.track", trackId);
        activity?.SetTag("gyms.attempt", attempt.Attempt);
        return activity;
    }

    private static KeyValuePair<string, object?> Tag(Stage stage) => new("stage", stage.Name());

    private IEnumerable<Measurement<long>> Backlog() => _backlog.Select(view => new Measurement<long>(view.Waiting, Tag(view.Stage)));
}
