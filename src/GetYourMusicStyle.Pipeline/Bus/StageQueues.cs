using GetYourMusicStyle.Catalog;

namespace GetYourMusicStyle.Pipeline;

/// <summary>The queues: one a stage and lane, so that nobody waits behind work that is not urgent or very long.</summary>
public static class StageQueues
{
    /// <summary>Where messages end that were delivered too often.</summary>
    public const string DeadLetters = "dead-letters";

    /// <summary>Every stage and lane.</summary>
    public static IReadOnlyList<(Stage Stage, Lane Lane)> All { get; } =
        [.. from stage in Enum.GetValues<Stage>() from lane in Enum.GetValues<Lane>() select (stage, lane)];

    /// <summary>The queue of a stage's lane, such as <c>featurize-bulk</c>.</summary>
    public static string Name(Stage stage, Lane lane)
    {
        string queue = stage switch
        {
            Stage.Feature => "featurize",
            Stage.Score => "score",
            Stage.Picture => "draw",
            _ => throw new ArgumentOutOfRangeException(nameof(stage)),
        };
        return lane switch
        {
            Lane.Interactive => queue,
            Lane.Bulk => $"{queue}-bulk",
            Lane.Slow => $"{queue}-slow",
            _ => throw new ArgumentOutOfRangeException(nameof(lane)),
        };
    }

    /// <summary>
    /// Where a message for a queue is sent: to the exchange in front of it. A sender thus declares no queue, and cannot do it with
    /// arguments other than its consumers'.
    /// </summary>
    public static Uri Address(Stage stage, Lane lane) => new($"exchange:{Name(stage, lane)}");
}
