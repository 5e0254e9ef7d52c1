using System.Diagnostics;
using GetYourMusicStyle.Bench.Material;
using GetYourMusicStyle.Features.Profiling;
using Spectre.Console;

namespace GetYourMusicStyle.Bench.SideBySide;

/// <summary>
/// Our side, librosa's and NWaves' in one run on one core: ours, theirs, ours again, and the slower of our two halves is what counts.
/// </summary>
internal static class SideBySideBench
{
    private const int Repetitions = 15, NWavesRepetitions = 3;

    public static int Run()
    {
        // One core for this process and for all it starts.
        if (OperatingSystem.IsLinux()) Process.GetCurrentProcess().ProcessorAffinity = 1;
        float[] samples = Clip.Load();
        AnsiConsole.MarkupLineInterpolated($"one core, vectors of {WidthInUse()} bits, 30 s clip at 22 050 Hz; milliseconds");

        OurSide first = OurSide.Measure(samples, Repetitions);
        LibrosaSide? librosa = LibrosaSide.Measure();
        NWavesSide nwaves = NWavesSide.Measure(samples, Clip.SampleRate, NWavesRepetitions);
        OurSide second = OurSide.Measure(samples, Repetitions);
        Print(first.FeaturesSeconds > second.FeaturesSeconds ? first : second, librosa, nwaves);
        return EndToEnd.Run();
    }

    private static int WidthInUse() => System.Runtime.Intrinsics.Vector512.IsHardwareAccelerated ? 512
        : System.Runtime.Intrinsics.Vector256.IsHardwareAccelerated ? 256 : 32;

    private static void Print(OurSide ours, LibrosaSide? librosa, NWavesSide nwaves)
    {
        var table = new Table().AddColumns("stage", "ours", librosa?.Label ?? "librosa", "ratio", "NWaves", "ratio");
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
        Compare("25 features, 30 s", ours.FeaturesSeconds, librosa?.FeaturesSeconds, nwaves.FeaturesSeconds);
        Compare("log spectrogram, 6 s, array", ours.SpectrogramSeconds, null, null);
        Compare("log spectrogram PNG, 6 s", ours.PngSeconds, librosa?.PngSeconds, null);
        foreach (var (name, seconds) in ours.MelSeconds)
            Compare($"mel spectrogram of {name}, 6 s", seconds, null, null);
        AnsiConsole.Write(table);
        AnsiConsole.MarkupLineInterpolated(
            $"25 features at {30 / ours.FeaturesSeconds:N0} times real time, PNGs at {6 / ours.PngSeconds:N0} times. The others take an STFT of their own in every stage; ours has one in all.");
        AnsiConsole.MarkupLineInterpolated($"{NWavesSide.Missing}");

        void Row(string name, double seconds, string? stage) =>
            Compare(name, seconds, stage is null ? null : librosa?.Stages[stage], stage is null ? null : nwaves.Stages[stage]);

        void Compare(string name, double seconds, double? theirs, double? others) =>
            table.AddRow([name, $"{seconds * 1e3:0.00}", .. Beside(seconds, theirs), .. Beside(seconds, others)]);
    }

    private static string[] Beside(double ours, double? theirs) => theirs is null ? ["", ""] : [$"{theirs * 1e3:0.0}", $"{theirs / ours:0}x"];
}
