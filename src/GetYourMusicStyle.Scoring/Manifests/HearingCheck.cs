namespace GetYourMusicStyle.Scoring.Manifests;

/// <summary>What a manifest must satisfy in what it says of backbones and of what else is heard.</summary>
internal static class HearingCheck
{
    private const int WidestEmbedding = 4096;

    private static readonly string[] Kinds = ["instrument", "voice", "mood", "sound", HearingEntry.HiddenKind];

    /// <summary>What is wrong with a backbone.</summary>
    public static IEnumerable<string> BackboneFaults(BackboneEntry backbone, EnsembleManifest manifest)
    {
        if (backbone.Input.Kind != InputKind.MelSpectrogram)
            yield return $"a backbone's input must be of kind {InputKind.MelSpectrogram}, not '{backbone.Input.Kind}'";
        else if (InputKind.Fault(backbone.Input, manifest) is { } fault)
            yield return fault;
        if (backbone.Width is < 1 or > WidestEmbedding)
            yield return $"width must be from 1 to {WidestEmbedding}, not {backbone.Width}";
    }

    /// <summary>What is wrong with what else is heard.</summary>
    public static IEnumerable<string> Faults(HearingEntry hearing, EnsembleManifest manifest)
    {
        if (hearing.Input.Kind != InputKind.Embedding)
            yield return $"its input must be of kind {InputKind.Embedding}, not '{hearing.Input.Kind}'";
        else if (InputKind.Fault(hearing.Input, manifest) is { } fault)
            yield return fault;
        string[] names = [.. hearing.Sounds.Select(sound => sound.Name)];
        if (names.Length == 0 || names.Any(string.IsNullOrWhiteSpace) || names.Distinct(StringComparer.Ordinal).Count() < names.Length)
            yield return "sounds must be one or more, with different names";
        foreach (var sound in hearing.Sounds)
        {
            if (!Kinds.Contains(sound.Kind))
                yield return $"sound '{sound.Name}': kind '{sound.Kind}' is not known; known: {string.Join(", ", Kinds)}";
            if (!(sound.Threshold is >= 0 and <= 1) || sound.Precision is not (null or (>= 0 and <= 1)))
                yield return $"sound '{sound.Name}': threshold and precision must be from 0 to 1";
        }
        if (hearing.Music is { } music && !names.Contains(music))
            yield return $"music names '{music}', which is none of its sounds";
        if (hearing.EmbeddingWidth is < 0 or > WidestEmbedding)
            yield return $"embedding_width must be from 0 to {WidestEmbedding}, not {hearing.EmbeddingWidth}";
    }
}
