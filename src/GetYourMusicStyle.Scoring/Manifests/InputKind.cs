using GetYourMusicStyle.Features;

namespace GetYourMusicStyle.Scoring.Manifests;

/// <summary>The inputs a model can ask for.</summary>
internal static class InputKind
{
    /// <summary>float32 [N, width of the <see cref="FeatureSet"/>]: the mean of its numbers over the context of each window.</summary>
    public const string Features = "features";

    /// <summary>float32 [N, 1, 100, 100]: (dB + 80) / 80 of each window, row 0 the highest frequency.</summary>
    public const string LogSpectrogram = "log_spectrogram";

    /// <summary>float32 [N, axes]: patches of the mel spectrogram of each window or of its context, all as the manifest says.</summary>
    public const string MelSpectrogram = "mel_spectrogram";

    /// <summary>float32 [N, sum of the widths]: what backbones make of each window, or its mean over a context.</summary>
    public const string Embedding = "embedding";

    private const int Side = 100;
    private const double OwnWindowSeconds = 6;      // what the members of the first two kinds are trained on
    private const double LongestContextSeconds = 3600;

    /// <summary>The shape of one row, behind the batch.</summary>
    public static long[] RowShape(InputEntry input, EnsembleManifest manifest) => input.Kind switch
    {
        Features => [SetOf(input).Width],
        LogSpectrogram => [1, Side, Side],
        Embedding => [input.Backbones!.Sum(name => manifest.Backbones.Single(backbone => backbone.Name == name).Width)],
        _ => [.. input.Axes!.Select(axis => axis switch { MelInput.Mel => input.Mel!.Bands, MelInput.Frame => input.Patch!.Frames, _ => 1L })],
    };

    /// <summary>The feature set of a <see cref="Features"/> input without fault.</summary>
    public static FeatureSet SetOf(InputEntry input) => FeatureSet.Named(input.FeatureSet)!;

    /// <summary>What is wrong with an input specification, or null.</summary>
    public static string? Fault(InputEntry input, EnsembleManifest manifest) => input.Kind switch
    {
        Features when FeatureSet.Named(input.FeatureSet) is null =>
            $"feature set '{input.FeatureSet}' is not known; known: {string.Join(", ", FeatureSet.All.Select(set => set.Name))}",
        LogSpectrogram when (input.Rows, input.Columns) is not (Side, Side) =>
            $"a log spectrogram has {Side} rows and {Side} columns, not {input.Rows} and {input.Columns}",
        Features or LogSpectrogram when manifest.WindowSeconds != OwnWindowSeconds =>
            $"its input {input.Kind} is of windows of {OwnWindowSeconds} s, but window_s is {manifest.WindowSeconds}",
        Features or LogSpectrogram => null,
        MelSpectrogram => MelInput.Fault(input, manifest),
        Embedding => EmbeddingFault(input, manifest),
        _ => $"input kind '{input.Kind}' is not known; known: {Features}, {LogSpectrogram}, {MelSpectrogram}, {Embedding}",
    };

    private static string? EmbeddingFault(InputEntry input, EnsembleManifest manifest)
    {
        if (input.Backbones is not { Count: > 0 } names || names.Distinct(StringComparer.Ordinal).Count() < names.Count)
            return $"input {Embedding} needs the names of one or more different backbones";
        if (names.FirstOrDefault(name => manifest.Backbones.All(backbone => backbone.Name != name)) is { } unknown)
            return $"there is no backbone '{unknown}'";
        return input.ContextSeconds is null or (> 0 and <= LongestContextSeconds) ? null
            : $"its context_s must be above 0 and at most {LongestContextSeconds}";
    }
}
