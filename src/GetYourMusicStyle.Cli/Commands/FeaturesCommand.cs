using System.CommandLine;
using GetYourMusicStyle.Analysis;
using GetYourMusicStyle.Audio.Decoding;
using GetYourMusicStyle.Cli.Analysis;
using GetYourMusicStyle.Cli.Arguments;
using GetYourMusicStyle.Cli.Formatting;
using GetYourMusicStyle.Cli.Input;
using GetYourMusicStyle.Cli.Output;
using Microsoft.Extensions.DependencyInjection;

namespace GetYourMusicStyle.Cli.Commands;

/// <summary><c>gyms features</c>: the 25 numbers of every window, as a table.</summary>
internal sealed class FeaturesCommand
{
    private readonly CommandWithExamples _command = new(
        "features",
        "Writes the 25 features of every 6 s window: CSV on standard output unless a file is named.",
        "gyms features samples",
        "gyms features ~/Music --csv features.csv --label-from folder",
        "gyms features song.mp3 --json -");

    private readonly InputArguments _input;
    private readonly Option<string?> _csv = new("--csv") { HelpName = "FILE|-", Description = "Write one record a window." };
    private readonly Option<string?> _json = new("--json") { HelpName = "FILE|-", Description = "Write one JSON object a window, one a line." };
    private readonly Option<bool> _caged = CagedOption.Create();
    private readonly Option<string?> _label = new Option<string?>("--label-from")
    {
        HelpName = "folder|tag",
        Description = "Add a label: the name of the file's folder, or the genre in its tags.",
    }.AcceptOnlyFromAmong("folder", "tag");

    private FeaturesCommand()
    {
        _input = new InputArguments(_command);
        foreach (var option in new Option[] { _csv, _json, _label, _caged })
            _command.Options.Add(option);
        _command.SetAction(RunAsync);
    }

    public static Command Create() => new FeaturesCommand()._command;

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var input = _input.Find(parsed);
        await using var services = new ServiceCollection().AddAnalysis(audio => audio.Isolation = parsed.Isolation(_caged)).BuildServiceProvider();
        var tags = services.GetRequiredService<TagReader>();
        Func<InputFile, string?>? label = parsed.GetValue(_label) switch
        {
            "folder" => file => Path.GetFileName(Path.GetDirectoryName(file.FullPath)),
            "tag" => file => tags.Read(file.FullPath, cancellation).Genre,
            _ => null,
        };
        string? jsonPath = parsed.GetValue(_json);
        var (json, csv) = ResultFile.Open(jsonPath, parsed.GetValue(_csv) ?? (jsonPath is null ? "-" : null), input);
        using var jsonFile = json;
        using var csvFile = csv;
        csv?.WriteLine(FeatureRows.CsvHeader(label is not null));

        using var readers = new Pool<FileFeaturizer>(() => ActivatorUtilities.CreateInstance<FileFeaturizer>(services));
        FeatureResult Work(InputFile file)
        {
            var report = readers.Use(reader => reader.Featurize(file, cancellation));
            return label is null || report.Error is not null ? report : report with { Label = label(file) ?? "" };
        }

        using var run = new FileProgress(input);
        await foreach (var report in OrderedParallel.SelectAsync(input.Files, parsed.GetValue(_input.Jobs), Work, cancellation))
        {
            run.Done(report.File, report.Table.DurationSeconds, report.Error, () =>
            {
                csv?.WriteLines(FeatureRows.Csv(report));
                json?.WriteLines(FeatureRows.Json(report));
            });
        }
        json?.Commit();
        csv?.Commit();
        return run.ExitCode;
    }
}
