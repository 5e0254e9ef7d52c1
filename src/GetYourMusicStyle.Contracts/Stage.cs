namespace GetYourMusicStyle.Contracts;

/// <summary>A step of the work, with workers and queues of its own.</summary>
public enum Stage : short
{
    /// <summary>Audio to features and log spectrograms.</summary>
    Featurize,

    /// <summary>Features and log spectrograms to genre probabilities.</summary>
    Score,

    /// <summary>Log spectrograms to PNG files.</summary>
    Spectrograms,
}

/// <summary>The one name that each stage has for people: in queues, calls, metrics and traces.</summary>
public static class StageNames
{
    private static readonly Dictionary<string, Stage> ByName = Enum.GetValues<Stage>().ToDictionary(Name);

    /// <summary>The names in the order of the work: <c>featurize</c>, <c>score</c>, <c>spectrograms</c>.</summary>
    public static IReadOnlyCollection<string> All => ByName.Keys;

    /// <summary>The name of a stage.</summary>
    public static string Name(this Stage stage) => stage.ToString().ToLowerInvariant();

    /// <summary>The stage of that name; null if there is none.</summary>
    public static Stage? Find(string name) => ByName.TryGetValue(name, out var stage) ? stage : null;
}
