namespace GetYourMusicStyle.Scoring.Manifests;

/// <summary>What a member's output can be.</summary>
internal static class OutputKind
{
    /// <summary>Logits of labels that exclude each other.</summary>
    public const string Softmax = "softmax";

    /// <summary>Logits of labels that go together.</summary>
    public const string Sigmoid = "sigmoid";

    /// <summary>Probabilities as they are.</summary>
    public const string None = "none";

    /// <summary>What is wrong with what the manifest says of a member's output, or null.</summary>
    public static string? Fault(MemberEntry entry, IReadOnlyList<string> genres)
    {
        var labels = entry.Labels ?? genres;
        if (entry.Output is not (Softmax or Sigmoid or None))
            return $"output '{entry.Output}' is not known; known: {Softmax}, {Sigmoid}, {None}";
        if (entry is { Output: None, Temperature: not 1 })
            return $"temperature must be 1 where output is {None}";
        if (labels.Count < 2 || labels.Any(string.IsNullOrWhiteSpace) || labels.Distinct(StringComparer.Ordinal).Count() < labels.Count)
            return "labels must be two or more different names";
        if (entry.Map?.Keys.FirstOrDefault(label => !labels.Contains(label)) is { } unknown)
            return $"map names '{unknown}', which is no label";
        if (entry.Map?.Values.FirstOrDefault(genre => !genres.Contains(genre)) is { } other)
            return $"map names '{other}', which is no genre";
        if (entry.Map is { Count: 0 })
            return "map must name at least one label";
        if (entry.Map is null && labels.FirstOrDefault(label => !genres.Contains(label)) is { } unmapped)
            return $"label '{unmapped}' is no genre, and there is no map";
        return null;
    }
}
