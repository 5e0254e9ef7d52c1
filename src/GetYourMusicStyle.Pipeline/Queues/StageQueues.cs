using GetYourMusicStyle.Contracts;

namespace GetYourMusicStyle.Pipeline.Queues;

/// <summary>The queues: one a stage and priority, so that nobody waits behind work that is not urgent or very long.</summary>
public static class StageQueues
{
    /// <summary>Where messages end that were delivered too often.</summary>
    public const string DeadLetters = "dead-letters";

    /// <summary>Every stage and priority.</summary>
    public static IReadOnlyList<(Stage Stage, QueuePriority Priority)> All { get; } =
        [.. from stage in Enum.GetValues<Stage>() from priority in Enum.GetValues<QueuePriority>() select (stage, priority)];

    /// <summary>Where the bus puts messages aside that cannot be handled; made when there is one.</summary>
    public static IReadOnlyList<string> PutAside { get; } =
        [.. from queue in All from ending in new[] { "_error", "_skipped" } select Name(queue.Stage, queue.Priority) + ending];

    /// <summary>The queue of a stage's priority, such as <c>featurize-bulk</c>.</summary>
    public static string Name(Stage stage, QueuePriority priority)
    {
        string queue = stage.Name();
        return priority switch
        {
            QueuePriority.Interactive => queue,
            QueuePriority.Bulk => $"{queue}-bulk",
            QueuePriority.Slow => $"{queue}-slow",
            _ => throw new ArgumentOutOfRangeException(nameof(priority)),
        };
    }

    /// <summary>
    /// Where a message for a queue is sent: to the exchange in front of it. A sender thus declares no queue, and cannot do it with
    /// arguments other than its consumers'.
    /// </summary>
    public static Uri Address(Stage stage, QueuePriority priority) => new($"exchange:{Name(stage, priority)}");
}
