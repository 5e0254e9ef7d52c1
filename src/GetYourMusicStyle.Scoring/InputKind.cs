using GetYourMusicStyle.Features;

namespace GetYourMusicStyle.Scoring;

/// <summary>The inputs a member can ask for.</summary>
internal static class InputKind
{
    /// <summary>float32 [N, 25]: the mean of the features over the context of each window.</summary>
    public const string Features = "features";

    /// <summary>float32 [N, 1, 100, 100]: (dB + 80) / 80 of each window, row 0 the highest frequency.</summary>
    public const string LogSpectrogram = "log_spectrogram";

    private const string FeatureSet = "librosa25";
    private const int Side = 100;

    /// <summary>Values of one row of the input tensor.</summary>
    public static int RowLength(InputEntry input) =>
        input.Kind == Features ? FeatureNames.Count : Side * Side;

    /// <summary>The shape of <paramref name="rows"/> rows.</summary>
    public static long[] Shape(InputEntry input, int rows) =>
        input.Kind == Features ? [rows, FeatureNames.Count] : [rows, 1, Side, Side];

    /// <summary>What is wrong with an input specification, or null.</summary>
    public static string? Fault(InputEntry input) => input.Kind switch
    {
        Features when input.FeatureSet == FeatureSet => null,
        Features => $"feature set '{input.FeatureSet}' is not known; known: {FeatureSet}",
        LogSpectrogram when (input.Rows, input.Columns) is (Side, Side) => null,
        LogSpectrogram => $"a log spectrogram has {Side} rows and {Side} columns, not {input.Rows} and {input.Columns}",
        _ => $"input kind '{input.Kind}' is not known; known: {Features}, {LogSpectrogram}",
    };
}
