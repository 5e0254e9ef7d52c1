using System.CommandLine;
using GetYourMusicStyle.Analysis;
using GetYourMusicStyle.Cli.Analysis;
using GetYourMusicStyle.Cli.Arguments;
using GetYourMusicStyle.Cli.Formatting;
using GetYourMusicStyle.Cli.Input;
using GetYourMusicStyle.Cli.Output;
using GetYourMusicStyle.Plotting;
using GetYourMusicStyle.Scoring.Models;
using Microsoft.Extensions.DependencyInjection;

namespace GetYourMusicStyle.Cli.Commands;

/// <summary><c>gyms classify</c>: real music in, genres over time out.</summary>
internal sealed class ClassifyCommand
{
    private readonly CommandWithExamples _command = new(
        "classify",
        "Tells the genre of each track, how sure that is, and how the genres move over the track. Where it says \"not sure\", the genre is the likeliest, but not likely enough; \"not music?\" says that it hardly sounds like music.",
        "gyms classify samples",
        "gyms classify ~/Music --csv genres.csv --plot pictures",
        "gyms classify song.mp3 --json -",
        "gyms classify song.mp3 --ensemble nn+xgb --model my-models");

    private readonly InputArguments _input;
    private readonly ModelArguments _model;
    private readonly Option<string?> _json = new("--json") { HelpName = "FILE|-", Description = "Write one JSON object a track, one a line, also with what else is heard in it (instruments, voices, moods); - is standard output, instead of the table." };
    private readonly Option<string?> _csv = new("--csv") { HelpName = "FILE|-", Description = "Write one record a track; sounds names what else is heard, strongest first." };
    private readonly Option<string?> _plot = new("--plot") { HelpName = "DIR", Description = "Draw one picture a track, NAME.png, in a folder that mirrors the input." };

    private readonly Option<bool> _caged = CagedOption.Create();

    private ClassifyCommand()
    {
        _input = new InputArguments(_command);
        _model = new ModelArguments(_command);
        foreach (var option in new Option[] { _json, _csv, _plot, _caged })
            _command.Options.Add(option);
        _command.SetAction(RunAsync);
    }

    public static Command Create() => new ClassifyCommand()._command;

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var input = _input.Find(parsed);
        await using var services = _model.Services(parsed, parsed.Isolation(_caged));
        var ensemble = services.GetRequiredService<Ensemble>();
        var genres = ensemble.Manifest.Genres;
        string? plotFolder = parsed.GetValue(_plot);
        var plot = plotFolder is null ? null : Plot(genres);
        var names = new OutputNames(input.Files);
        var (json, csv) = ResultFile.Open(parsed.GetValue(_json), parsed.GetValue(_csv), input);
        using var jsonFile = json;
        using var csvFile = csv;
        bool table = json?.IsStandardOutput != true && csv?.IsStandardOutput != true;
        var results = new ClassificationWriter(table ? new TrackTable(input.Files, genres) : null, json, csv, ensemble);

        using var classifiers = new Pool<FileClassifier>(() => ActivatorUtilities.CreateInstance<FileClassifier>(services));
        ClassificationResult Work(InputFile file)
        {
            var report = classifiers.Use(classifier => classifier.Classify(file, cancellation));
            if (plot is not null && report.Verdict is { } verdict)
                AtomicFile.Write(Path.Combine(plotFolder!, names.Of(file) + ".png"), stream => plot.Write(stream, TerminalText.Safe(Path.GetFileName(file.Path)), report.DurationSeconds, verdict));
            return report;
        }

        using var run = new FileProgress(input);
        await foreach (var report in OrderedParallel.SelectAsync(input.Files, parsed.GetValue(_input.Jobs), Work, cancellation))
            run.Done(report.File, report.DurationSeconds, report.Error, () => results.Write(report));
        json?.Commit();
        csv?.Commit();
        return run.ExitCode;
    }

    private static TimelinePlot Plot(IReadOnlyList<string> genres)
    {
        try
        {
            return new TimelinePlot([.. genres.Select(TerminalText.Safe)]);
        }
        catch (FontMissingException e)
        {
            throw new UsageException(e.Message);
        }
    }
}
