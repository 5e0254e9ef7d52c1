using System.Collections.Concurrent;
using System.Diagnostics;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Contracts;
using GetYourMusicStyle.Messaging;
using GetYourMusicStyle.Pipeline.Tests.Hosts;

namespace GetYourMusicStyle.Pipeline.Tests.Consumers;

public sealed class TraceTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task From_the_upload_to_the_writing_of_scores_is_one_trace(bool busIsTraced)
    {
        var activities = new ConcurrentQueue<Activity>();
        using var requests = new ActivitySource("requests");
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "requests" or TelemetryNames.Product || busIsTraced && source.Name == TelemetryNames.Bus,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activities.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var system = new TestSystem();
        var host = await system.StartAsync(Role.All);

        Activity.Current = null;
        using var upload = requests.StartActivity("upload")!;
        var job = await host.SubmitAsync(new(1), traceParent: upload.Id);
        upload.Stop();
        await host.UntilAsync(job, JobState.Done);
        var trace = upload.TraceId;
        await Until.Async(() => Task.FromResult(activities.Any(one => one.OperationName == "score" && one.TraceId == trace)));

        var names = activities.Where(one => one.TraceId == trace).Select(one => one.OperationName).ToList();
        foreach (string name in (string[])["dispatch featurize", "featurize", "dispatch score", "score", "store scores"])
            Assert.Contains(name, names);
        Assert.Equal(busIsTraced, names.Any(name => name.Contains("receive", StringComparison.Ordinal)));
        var store = activities.Single(one => one.OperationName == "store scores" && one.TraceId == trace);
        var score = activities.Single(one => one.OperationName == "score" && one.TraceId == trace);
        Assert.Equal(score.SpanId, store.ParentSpanId);
        // Every span hangs below another one of the trace, up to the upload.
        var spans = activities.Where(one => one.TraceId == trace).Select(one => one.SpanId).ToHashSet();
        Assert.All(activities.Where(one => one.TraceId == trace && one != upload), one => Assert.Contains(one.ParentSpanId, spans));
    }
}
