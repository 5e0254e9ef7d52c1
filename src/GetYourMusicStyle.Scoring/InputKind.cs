using GetYourMusicStyle.Features;

namespace GetYourMusicStyle.Scoring;

/// <summary>The inputs a member can ask for.</summary>
internal static class InputKind
{
    /// <summary>float32 [N, width of the <see cref="FeatureSet"/>]: the mean of its numbers over the context of each window.</summary>
    public const string Features = "features";

    /// <summary>float32 [N, 1, 100, 100]: (dB + 80) / 80 of each window, row 0 the highest frequency.</summary>
    public const string LogSpectrogram = "log_spectrogram";

    private const int Side = 100;

    /// <summary>Values of one row of the input tensor.</summary>
    public static int RowLength(InputEntry input) =>
        input.Kind == Features ? SetOf(input).Width : Side * Side;

    /// <summary>The shape of <paramref name="rows"/> rows.</summary>
    public static long[] Shape(InputEntry input, int rows) =>
        input.Kind == Features ? [rows, SetOf(input).Width] : [rows, 1, Side, Side];

    /// <summary>The feature set of a <see cref="Features"/> input without fault.</summary>
    public static FeatureSet SetOf(InputEntry input) => FeatureSet.Named(input.FeatureSet)!;

    /// <summary>What is wrong with an input specification, or null.</summary>
    public static string? Fault(InputEntry input) => input.Kind switch
    {
        Features when FeatureSet.Named(input.FeatureSet) is not null => null,
        Features => $"feature set '{input.FeatureSet}' is not known; known: {string.Join(", ", FeatureSet.All.Select(set => set.Name))}",
        LogSpectrogram when (input.Rows, input.Columns) is (Side, Side) => null,
        LogSpectrogram => $"a log spectrogram has {Side} rows and {Side} columns, not {input.Rows} and {input.Columns}",
        _ => $"input kind '{input.Kind}' is not known; known: {Features}, {LogSpectrogram}",
    };
}
