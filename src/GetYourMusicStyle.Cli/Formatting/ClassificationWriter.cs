using GetYourMusicStyle.Cli.Analysis;
using GetYourMusicStyle.Cli.Output;
using GetYourMusicStyle.Scoring.Models;

namespace GetYourMusicStyle.Cli.Formatting;

/// <summary>Where the reports of <c>classify</c> go: the table, JSON lines, CSV, whichever are wanted.</summary>
internal sealed class ClassificationWriter
{
    private readonly TrackTable? _table;
    private readonly ResultFile? _json, _csv;
    private readonly TrackJson _jsonLines;
    private readonly TrackCsv _csvLines;

    public ClassificationWriter(TrackTable? table, ResultFile? json, ResultFile? csv, Ensemble ensemble)
    {
        (_table, _json, _csv) = (table, json, csv);
        _jsonLines = new TrackJson(ensemble.Manifest.Genres, ensemble.ModelVersion);
        _csvLines = new TrackCsv(ensemble.Manifest.Genres, ensemble.ModelVersion);
        _csv?.WriteLine(_csvLines.Header);
    }

    public void Write(ClassificationResult report)
    {
        if (report.Verdict is { } verdict)
            _table?.Write(report.File, verdict);
        _json?.WriteLine(_jsonLines.Line(report));
        _csv?.WriteLine(_csvLines.Line(report));
    }
}
