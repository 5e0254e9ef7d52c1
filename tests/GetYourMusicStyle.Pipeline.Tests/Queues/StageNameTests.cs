using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Contracts;
using GetYourMusicStyle.Messaging;
using GetYourMusicStyle.Pipeline.Queues;
using GetYourMusicStyle.Pipeline.Tests.Work;
using Microsoft.Extensions.DependencyInjection;

namespace GetYourMusicStyle.Pipeline.Tests.Queues;

/// <summary>A stage has one name, in queues, calls, metrics and traces.</summary>
public sealed class StageNameTests
{
    public static TheoryData<Stage> Stages => [.. Enum.GetValues<Stage>()];

    [Fact]
    public void The_names_are_these_in_the_order_of_the_work() => Assert.Equal(["featurize", "score", "spectrograms"], StageNames.All);

    [Theory]
    [MemberData(nameof(Stages))]
    public void Queue_call_metric_and_trace_have_the_same_name(Stage stage)
    {
        string name = stage.Name();
        Assert.Equal(stage, StageNames.Find(name));
        Assert.Equal((name, $"{name}-bulk", $"{name}-slow"), (
            StageQueues.Name(stage, QueuePriority.Interactive), StageQueues.Name(stage, QueuePriority.Bulk), StageQueues.Name(stage, QueuePriority.Slow)));
        Assert.Equal(name, JsonNamingPolicy.SnakeCaseLower.ConvertName($"{stage}"));        // as the HTTP interface writes enumerations
        Assert.Equal(name, MetricName(stage));
        Assert.Equal((name, $"dispatch {name}"), TraceNames(stage));
    }

    [Fact]
    public void Nobody_spells_them_out_a_second_time()
    {
        // 'spectrograms' is a command of gyms and a kind of objects, too.
        string[] literals = ["\"featurize\"", "\"featurize-", "\"score\"", "\"score-"];
        string source = Path.Combine(StageHarness.Root, "src");
        var files = Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories).Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}"));
        Assert.DoesNotContain(files, file => File.ReadAllText(file) is var text && literals.Any(literal => text.Contains(literal, StringComparison.Ordinal)));
    }

    private static string? MetricName(Stage stage)
    {
        string? name = null;
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        using var telemetry = new PipelineTelemetry(services.GetRequiredService<IMeterFactory>());
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Name == "gyms.failures" && ReferenceEquals(instrument.Meter.Scope, services.GetRequiredService<IMeterFactory>()))
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => name = (string?)tags.ToArray().Single(tag => tag.Key == "stage").Value);
        listener.Start();
        telemetry.Failed(stage, "test");
        return name;
    }

    private static (string? Work, string? Send) TraceNames(Stage stage)
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == TelemetryNames.Product,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        var job = new ClaimedJob(new(Guid.NewGuid(), stage, 1), 1, "", 0, JobKind.Classify, QueuePriority.Bulk, false, false, null, null, DateTime.UnixEpoch);
        using var work = PipelineTelemetry.StartStage(job, null);
        using var send = PipelineTelemetry.StartSend(job);
        return (work?.OperationName, send?.OperationName);
    }
}
