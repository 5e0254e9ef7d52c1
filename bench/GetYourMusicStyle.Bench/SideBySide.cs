using System.Diagnostics;
using GetYourMusicStyle.Features.Profiling;
using Spectre.Console;

namespace GetYourMusicStyle.Bench;

/// <summary>Our side and the reference side in one run on one core: ours, theirs, ours again, and the slower of our two halves is what counts.</summary>
internal static class SideBySide
{
    private const int Repetitions = 15;

    public static int Run()
    {
        // One core for this process and for all it starts.
        if (OperatingSystem.IsLinux()) Process.GetCurrentProcess().ProcessorAffinity = 1;
        float[] samples = Clip.Load();
        AnsiConsole.MarkupLineInterpolated($"one core, vectors of {WidthInUse()} bits, 30 s clip at 22 050 Hz; milliseconds");

        Ours first = Ours.Measure(samples, Repetitions);
        Reference? reference = Reference.Measure();
        Ours second = Ours.Measure(samples, Repetitions);
        Ours ours = first.FeaturesSeconds > second.FeaturesSeconds ? first : second;
        Print(ours, reference);
        return EndToEnd.Run();
    }

    private static int WidthInUse() => System.Runtime.Intrinsics.Vector512.IsHardwareAccelerated ? 512
        : System.Runtime.Intrinsics.Vector256.IsHardwareAccelerated ? 256 : 32;

    private static void Print(Ours ours, Reference? reference)
    {
        var table = new Table().AddColumns("stage", "ours", reference?.Label ?? "reference", "ratio");
        table.Columns.Skip(1).ToList().ForEach(c => c.RightAligned());
        Row("STFT, magnitudes", ours[AnalysisStage.Stft], "stft");
        Row("MFCC", ours[AnalysisStage.Mfcc], "mfcc");
        Row("spectral contrast", ours[AnalysisStage.Contrast], "contrast");
        Row("spectral bandwidth", ours[AnalysisStage.Bandwidth], "bandwidth");
        Row("tuning and chroma", ours[AnalysisStage.Chroma], "chroma");
        Row("HPSS: medians, masks, inverse STFT", ours[AnalysisStage.Medians] + ours[AnalysisStage.Inverse], "hpss");
        Row("  of which medians and masks", ours[AnalysisStage.Medians], null);
        Row("RMS", ours[AnalysisStage.Rms], "rms");
        Row("zero crossings, means", ours[AnalysisStage.Means], "zcr");
        Compare("25 features, 30 s", ours.FeaturesSeconds, reference?.FeaturesSeconds);
        Compare("log spectrogram, 6 s, array", ours.SpectrogramSeconds, null);
        Compare("log spectrogram PNG, 6 s", ours.PngSeconds, reference?.PngSeconds);
        AnsiConsole.Write(table);
        AnsiConsole.MarkupLineInterpolated(
            $"25 features at {30 / ours.FeaturesSeconds:N0} times real time, PNGs at {6 / ours.PngSeconds:N0} times. The reference takes an STFT of its own in every stage; ours has one in all.");

        void Row(string name, double seconds, string? stage) =>
            Compare(name, seconds, stage is not null && reference is not null ? reference.Stages[stage] : null);

        void Compare(string name, double seconds, double? other) => table.AddRow(
            name, $"{seconds * 1e3:0.00}", other is null ? "" : $"{other * 1e3:0.0}", other is null ? "" : $"{other / seconds:0}x");
    }
}
