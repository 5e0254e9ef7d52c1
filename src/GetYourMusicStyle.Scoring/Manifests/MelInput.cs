using GetYourMusicStyle.Features.Mel;
using MelTransform = GetYourMusicStyle.Features.Mel.MelSpectrogram;

namespace GetYourMusicStyle.Scoring.Manifests;

/// <summary>What an input of kind <see cref="InputKind.MelSpectrogram"/> asks for.</summary>
internal static class MelInput
{
    /// <summary>Axes of a mel spectrogram.</summary>
    public const string Mel = "mel", Frame = "frame", Channel = "channel";

    private const double ShortestSeconds = 3;       // of a track
    private const double LongestContextSeconds = 600;
    private const int MostPatchValues = 1 << 22;
    private const double Rounding = 1e-9;

    /// <summary>Windows whose mel spectrograms are laid one after another for one answer.</summary>
    public static int ContextWindows(InputEntry input, EnsembleManifest manifest) =>
        input.ContextSeconds is { } seconds ? Math.Max(1, (int)Math.Round(seconds / manifest.HopSeconds)) : 1;

    /// <summary>Frames of each that are laid at most, so that in a context the next begins where it ends.</summary>
    public static int LaidFrames(InputEntry input, EnsembleManifest manifest) => input.ContextSeconds is null
        ? int.MaxValue
        : (int)((manifest.HopSeconds * input.Mel!.SampleRate / input.Mel.HopLength) + Rounding);

    /// <summary>What is wrong with it, or null.</summary>
    public static string? Fault(InputEntry input, EnsembleManifest manifest)
    {
        if (input is not { Mel: { } mel, Patch: { } patch, Axes: { } axes })
            return $"input {InputKind.MelSpectrogram} needs mel, patch and axes";
        if (mel.Fault() is { } fault)
            return fault;
        if (patch.Frames < 1 || patch.Hop < 1 || (long)patch.Frames * mel.Bands > MostPatchValues)
            return $"patch: frames and hop must be 1 or more, and a patch have at most {MostPatchValues} values";
        if (!axes.Order().SequenceEqual([Frame, Mel]) && !axes.Order().SequenceEqual([Channel, Frame, Mel]))
            return $"axes must be {Mel} and {Frame}, in the model's order, and {Channel} if it has one, not {string.Join(", ", axes)}";
        if (!double.IsFinite(input.Mean) || !(input.Std > 0 && double.IsFinite(input.Std)))
            return "mean must be a number and std above 0";
        if (FramesOf(mel, Math.Min(ShortestSeconds, manifest.WindowSeconds)) == 0)
            return "n_fft is longer than the shortest window";
        return ContextFault(input, mel, patch, manifest);
    }

    private static string? ContextFault(InputEntry input, MelParameters mel, PatchEntry patch, EnsembleManifest manifest)
    {
        int frames = FramesOf(mel, manifest.WindowSeconds);
        if (input.ContextSeconds is not { } context)
        {
            if (input.Every != 1)
                return "every needs context_s";
            return frames >= patch.Frames ? null
                : $"a patch has {patch.Frames} frames, but a window of {manifest.WindowSeconds} s has only {frames}: window_s must be longer";
        }
        if (!(context is > 0 and <= LongestContextSeconds))
            return $"its context_s must be above 0 and at most {LongestContextSeconds}";
        int windows = ContextWindows(input, manifest), laid = windows * Math.Min(frames, LaidFrames(input, manifest));
        if (laid < patch.Frames)
            return $"a patch has {patch.Frames} frames, but a context of {windows} windows has only {laid}: its context_s must be longer";
        return input.Every >= 1 && input.Every <= windows ? null : $"every must be from 1 to {windows}, the windows of its context_s";
    }

    private static int FramesOf(MelParameters mel, double seconds) => MelTransform.FramesOf(mel, (int)(seconds * mel.SampleRate));
}
