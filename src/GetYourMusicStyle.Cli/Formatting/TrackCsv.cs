using GetYourMusicStyle.Cli.Analysis;
using GetYourMusicStyle.Cli.Output;

namespace GetYourMusicStyle.Cli.Formatting;

/// <summary>A track as one record of <c>classify --csv</c>.</summary>
internal sealed class TrackCsv(IReadOnlyList<string> genres, string modelVersion)
{
    public string Header => CsvLine.Of(
        ["path", "sha256", "duration_s", "genre", "confidence", "uncertain", .. genres, "model_version", "error", "sounds", "music"]);

    public string Line(ClassificationResult report)
    {
        var verdict = report.Verdict;
        return CsvLine.Of(
        [
            report.File.Path,
            report.Sha256,
            verdict is null ? null : Math.Round(report.DurationSeconds, 3),
            verdict?.Genre,
            verdict is null ? null : Math.Round(verdict.Confidence, 6),
            verdict?.Uncertain,
            .. genres.Select((_, g) => (object?)(verdict?.Probabilities is { } p ? Math.Round(p[g], 6) : null)),
            modelVersion,
            report.Error,
            verdict is null ? null : string.Join(';', verdict.Sounds.Select(sound => sound.Name)),
            verdict is null ? null : Math.Round(verdict.Music, 6),
        ]);
    }
}
