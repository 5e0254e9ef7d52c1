using System.CommandLine;
using GetYourMusicStyle.Cli.Arguments;
using GetYourMusicStyle.Cli.Installation;
using GetYourMusicStyle.Cli.Output;
using GetYourMusicStyle.Cli.Python;
using GetYourMusicStyle.Cli.Training;
using GetYourMusicStyle.Hosting.Models;
using GetYourMusicStyle.Scoring.Manifests;

namespace GetYourMusicStyle.Cli.Commands;

/// <summary><c>gyms train</c>: extracts features and spectrograms here, then trains by <c>models/training/train.py</c>.</summary>
internal sealed class TrainCommand
{
    private readonly CommandWithExamples _command = new(
        "train",
        "Trains models on your own music, on a table of features, or on the corpus that gyms corpus makes; measures them on music held out, and "
            + "writes them with manifest and card. What was extracted is kept: a run that was stopped goes on, and a second one is quick.",
        "gyms train --library ~/Music/by-genre",
        "gyms train --library ~/Music --label-from tag --genres Jazz,Rock,Soul --out my-models",
        "gyms train --library labels.csv --out my-models --install",
        "gyms train --features features.csv --out table-models",
        "gyms train --corpus corpus --out my-models --folds 2 --quick");

    private readonly TrainingArguments _training;
    private readonly Option<string?> _library = new("--library") { HelpName = "DIR|FILE", Description = "Your own music: a folder a genre, files with genre tags, or a CSV file with the columns path,genre[,artist]." };
    private readonly Option<string?> _labelFrom = new Option<string?>("--label-from")
    {
        HelpName = "folder|tag",
        Description = "Where the genres of a library are. Default: the folders, unless there are none or they are artists.",
    }.AcceptOnlyFromAmong(LibraryListing.Folder, LibraryListing.Tag);

    private readonly Option<string?> _genres = new("--genres") { HelpName = "A,B,...", Description = "Learn these genres of the library only." };
    private readonly Option<string?> _features = new("--features") { HelpName = "FILE", Description = "A table of features: columns of numbers, a column label, and if you like a column group." };
    private readonly Option<string?> _out = new("--out") { HelpName = "DIR", Description = "The folder to write the models to. Default: NAME-models beside the library or table." };
    private readonly Option<bool> _install = new("--install") { Description = "Let classify and serve use the models from now on; the ones before are kept." };

    private TrainCommand()
    {
        _command.Options.Add(_library);
        _command.Options.Add(_labelFrom);
        _command.Options.Add(_genres);
        _command.Options.Add(_features);
        _training = new TrainingArguments(_command);
        _command.Options.Add(_out);
        _command.Options.Add(_install);
        _command.SetAction(RunAsync);
    }

    public static Command Create() => new TrainCommand()._command;

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        string? library = parsed.GetValue(_library), features = parsed.GetValue(_features), corpus = _training.Corpus(parsed);
        if (new[] { library, features, corpus }.Count(source => source is not null) != 1)
            throw new UsageException("name one thing to learn from: --library, --features or --corpus");
        string models = parsed.GetValue(_out) ?? Beside(library ?? features ?? throw new UsageException("--out is missing: the folder to write the models to"));
        if (corpus is null && ModelInstallation.IsTaken(models))
            throw new UsageException($"{models} holds the models that gyms uses: write to another folder, and gyms install it");
        var run = library is not null ? await LearnLibraryAsync(parsed, library, models, cancellation)
            : features is not null ? await LearnTableAsync(parsed, features, models, cancellation)
            : await _training.Script(parsed).RunAsync("training.train", ("--out", models), cancellation);
        if (run.Code == ExitCode.Done)
            Offer(parsed, models);
        return run.ExitCode;
    }

    private async Task<ScriptRun> LearnLibraryAsync(ParseResult parsed, string path, string models, CancellationToken cancellation)
    {
        if (!Path.Exists(path))
            throw new UsageException($"{path}: there is no such file or folder");
        var (tracks, labelledBy) = await LibraryListing.ReadAsync(path, parsed.GetValue(_labelFrom), _training.Jobs(parsed), cancellation);
        var library = new LabelledLibrary(tracks, parsed.GetValue(_genres)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        foreach (string remark in library.Remarks)
            StandardError.WriteLine(remark);
        StandardError.WriteLine($"{library.Files.Count} tracks, genre by {labelledBy}: {string.Join(", ", library.Genres.Select(genre => $"{genre.Key} {genre.Value}"))}");

        string data = _training.Data(parsed, models);
        int failures = library.Failures + await TrainingExtraction.RunAsync(library.Files, data, _training.Jobs(parsed), cancellation);
        string backbones = InstalledModels.Folder(Home.Models);
        bool embedded = await EmbeddingExtraction.RunAsync(library.Files, data, backbones, _training.Jobs(parsed), cancellation);
        string[] arguments = ["--data", data, "--out", models, "--library", .. embedded ? ["--backbones", backbones] : Array.Empty<string>(), .. _training.ScriptOptions(parsed)];
        return new ScriptRun(failures, await PythonScript.RunAsync("training.train", arguments, cancellation));
    }

    private async Task<ScriptRun> LearnTableAsync(ParseResult parsed, string table, string models, CancellationToken cancellation)
    {
        if (!File.Exists(table))
            throw new UsageException($"{table}: there is no such file");
        return new ScriptRun(0, await PythonScript.RunAsync("training.train", ["--features", table, "--out", models, .. _training.ScriptOptions(parsed)], cancellation));
    }

    // Installs the models, or says how to.
    private void Offer(ParseResult parsed, string models)
    {
        bool complete = File.Exists(Path.Combine(models, ManifestFile.Name));
        if (parsed.GetValue(_install) && complete)
            InstallCommand.Install(models);
        else if (parsed.GetValue(_install))
            throw new UsageException($"{models} has no {ManifestFile.Name}: such models cannot score audio, so they are not installed");
        else if (complete)
            Console.WriteLine($"to use these models:  ./gyms install {models}\nto try them first:    ./gyms classify PATH --model {models}");
    }

    private static string Beside(string source)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(source));
        return Path.Combine(Path.GetDirectoryName(full) ?? full, $"{Path.GetFileNameWithoutExtension(full)}-models");
    }
}
