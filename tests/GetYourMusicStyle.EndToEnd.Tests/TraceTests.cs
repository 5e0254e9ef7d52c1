using GetYourMusicStyle.EndToEnd.Tests.Deployments;
using GetYourMusicStyle.EndToEnd.Tests.Media;
using Xunit.Abstractions;

namespace GetYourMusicStyle.EndToEnd.Tests;

public sealed class TraceTests(Deployment deployment, ITestOutputHelper output) : DeploymentTest(deployment, output)
{
    [Fact]
    public async Task One_trace_leads_from_the_upload_through_both_queues_to_the_COPY()
    {
        await using var sink = await TraceSink.StartAsync();
        await Task.WhenAll(Deployment.Api.KillAsync(), Deployment.Feature.KillAsync(), Deployment.Scoring.KillAsync());
        var processes = new[] { "scoring-worker", "feature-worker", "api" }.Select(service => Deployment.Add(service, settings: ("Telemetry__OtlpEndpoint", sink.Address))).ToList();
        await Task.WhenAll(processes.Select(process => process.ReadyAsync()));
        using var client = new ApiClient(processes[^1].Address, Deployment.Key);
        await client.UploadAsync(Music.Short(1)[0], batch: null);

        await Until.EqualAsync(
            "POST /api/v1/tracks/ > dispatch score > score send > score receive > score process > score > store scores > COPY FROM",
            () => Task.FromResult(Way(sink.Spans, "COPY FROM")));
        await Until.EqualAsync(
            "POST /api/v1/tracks/ > dispatch featurize > featurize send > featurize receive > featurize process > featurize",
            () => Task.FromResult(Way(sink.Spans, "featurize")));
        Assert.Single(sink.Spans.Where(span => span.Name is "COPY FROM" or "featurize" or "POST /api/v1/tracks/").Select(span => span.Trace).Distinct());
    }

    /// <summary>The spans from the first of a trace down to one, as far as they have been sent.</summary>
    private static string Way(IReadOnlyCollection<SentSpan> spans, string to)
    {
        var byId = spans.ToLookup(span => span.Id);
        var way = new Stack<string>();
        for (var next = spans.FirstOrDefault(span => span.Name == to); next is not null; next = byId[next.Parent].FirstOrDefault())
        {
            // The bus may put a message of a batch into a span within its like.
            if (!way.TryPeek(out string? below) || below != next.Name)
                way.Push(next.Name);
        }
        return string.Join(" > ", way);
    }
}
