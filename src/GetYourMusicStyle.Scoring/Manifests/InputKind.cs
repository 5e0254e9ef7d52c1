using GetYourMusicStyle.Features;
using GetYourMusicStyle.Features.Mel;
using MelTransform = GetYourMusicStyle.Features.Mel.MelSpectrogram;

namespace GetYourMusicStyle.Scoring.Manifests;

/// <summary>The inputs a member can ask for.</summary>
internal static class InputKind
{
    /// <summary>float32 [N, width of the <see cref="FeatureSet"/>]: the mean of its numbers over the context of each window.</summary>
    public const string Features = "features";

    /// <summary>float32 [N, 1, 100, 100]: (dB + 80) / 80 of each window, row 0 the highest frequency.</summary>
    public const string LogSpectrogram = "log_spectrogram";

    /// <summary>float32 [N, axes]: patches of each window's mel spectrogram, all as the manifest says.</summary>
    public const string MelSpectrogram = "mel_spectrogram";

    /// <summary>Axes of a mel spectrogram.</summary>
    public const string Mel = "mel", Frame = "frame", Channel = "channel";

    private const int Side = 100;
    private const double OwnWindowSeconds = 6;      // what the members of the first two kinds are trained on
    private const double ShortestSeconds = 3;       // of a track
    private const int MostPatchValues = 1 << 22;

    /// <summary>Values of one row of the input tensor.</summary>
    public static int RowLength(InputEntry input) => (int)Shape(input, 1).Aggregate((all, side) => all * side);

    /// <summary>The shape of <paramref name="rows"/> rows.</summary>
    public static long[] Shape(InputEntry input, int rows) => input.Kind switch
    {
        Features => [rows, SetOf(input).Width],
        LogSpectrogram => [rows, 1, Side, Side],
        _ => [rows, .. input.Axes!.Select(axis => axis switch { Mel => input.Mel!.Bands, Frame => input.Patch!.Frames, _ => 1L })],
    };

    /// <summary>The feature set of a <see cref="Features"/> input without fault.</summary>
    public static FeatureSet SetOf(InputEntry input) => FeatureSet.Named(input.FeatureSet)!;

    /// <summary>What is wrong with an input specification, or null.</summary>
    public static string? Fault(InputEntry input, double windowSeconds) => input.Kind switch
    {
        Features when FeatureSet.Named(input.FeatureSet) is null =>
            $"feature set '{input.FeatureSet}' is not known; known: {string.Join(", ", FeatureSet.All.Select(set => set.Name))}",
        LogSpectrogram when (input.Rows, input.Columns) is not (Side, Side) =>
            $"a log spectrogram has {Side} rows and {Side} columns, not {input.Rows} and {input.Columns}",
        Features or LogSpectrogram when windowSeconds != OwnWindowSeconds =>
            $"its input {input.Kind} is of windows of {OwnWindowSeconds} s, but window_s is {windowSeconds}",
        Features or LogSpectrogram => null,
        MelSpectrogram => MelFault(input, windowSeconds),
        _ => $"input kind '{input.Kind}' is not known; known: {Features}, {LogSpectrogram}, {MelSpectrogram}",
    };

    private static string? MelFault(InputEntry input, double windowSeconds)
    {
        if (input is not { Mel: { } mel, Patch: { } patch, Axes: { } axes })
            return $"input {MelSpectrogram} needs mel, patch and axes";
        if (mel.Fault() is { } fault)
            return fault;
        if (patch.Frames < 1 || patch.Hop < 1 || (long)patch.Frames * mel.Bands > MostPatchValues)
            return $"patch: frames and hop must be 1 or more, and a patch have at most {MostPatchValues} values";
        if (!axes.Order().SequenceEqual([Frame, Mel]) && !axes.Order().SequenceEqual([Channel, Frame, Mel]))
            return $"axes must be {Mel} and {Frame}, in the model's order, and {Channel} if it has one, not {string.Join(", ", axes)}";
        if (!double.IsFinite(input.Mean) || !(input.Std > 0 && double.IsFinite(input.Std)))
            return "mean must be a number and std above 0";
        int frames = FramesOf(mel, windowSeconds);
        if (frames < patch.Frames)
            return $"a patch has {patch.Frames} frames, but a window of {windowSeconds} s has only {frames}: window_s must be longer";
        return FramesOf(mel, Math.Min(ShortestSeconds, windowSeconds)) == 0 ? "n_fft is longer than the shortest window" : null;
    }

    private static int FramesOf(MelParameters mel, double seconds) =>
        MelTransform.FramesOf(mel, (int)(seconds * mel.SampleRate));
}
