using System.CommandLine;
using GetYourMusicStyle.Analysis;
using GetYourMusicStyle.Audio;
using GetYourMusicStyle.Audio.Decoding;
using GetYourMusicStyle.Cli.Analysis;
using GetYourMusicStyle.Cli.Arguments;
using GetYourMusicStyle.Cli.Formatting;
using GetYourMusicStyle.Cli.Input;
using GetYourMusicStyle.Cli.Output;
using GetYourMusicStyle.Cli.Tagging;
using GetYourMusicStyle.Scoring.Models;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Cli.Commands;

/// <summary><c>gyms tag</c>: writes genres into the tags of files, the old ones kept.</summary>
internal sealed class TagCommand
{
    private readonly CommandWithExamples _command = new(
        "tag",
        "Writes the genre of each track into its file, before the genres it has. All else in the file stays: other tags, and the audio to the sample. "
            + "Tracks of which the model is not sure are left alone. mp3, wav, aiff, flac, ogg, opus and m4a or mp4.",
        "gyms tag ~/Music --dry-run",
        "gyms tag ~/Music",
        "gyms tag ~/Music --undo",
        "gyms tag --from results.jsonl --min-confidence 0.8");

    private readonly InputArguments _input;
    private readonly ModelArguments _model;
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Change nothing; show what would change." };
    private readonly Option<int> _top = WholeNumberOption.Create("--top", "N", $"Up to N genres of each track: the likeliest, and those with a share of at least {GenrePrediction.SmallestShare * 100} percent.", 1, 5, () => 1);
    private readonly Option<double> _minConfidence = FractionOption.Create("--min-confidence", "P", "Only where the confidence is P or more, 0 to 1.");
    private readonly Option<bool> _includeUncertain = new("--include-uncertain") { Description = "Also where the model is not sure." };
    private readonly Option<string?> _from = new("--from") { HelpName = "FILE", Description = "Take the results of gyms classify --json FILE, instead of classifying again." };
    private readonly Option<bool> _undo = new("--undo") { Description = "Give files back the genres they had before gyms first tagged them." };
    private readonly Option<string?> _journal = new("--journal") { HelpName = "FILE", Description = "Where to note what each file had, for --undo. Default: gyms/tags.jsonl in $XDG_STATE_HOME or ~/.local/state." };

    private TagCommand()
    {
        _input = new InputArguments(_command, required: false);
        _model = new ModelArguments(_command);
        foreach (var option in new Option[] { _dryRun, _top, _minConfidence, _includeUncertain, _from, _undo, _journal })
            _command.Options.Add(option);
        _command.SetAction(RunAsync);
    }

    public static Command Create() => new TagCommand()._command;

    private Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        string? from = parsed.GetValue(_from);
        bool undo = parsed.GetValue(_undo);
        if ((_input.Paths(parsed).Length == 0) != (from is not null))
            throw new UsageException("name files or folders to tag, or --from FILE with results of gyms classify --json: one of the two");
        if (undo && from is not null)
            throw new UsageException("--undo goes by the journal: name files or folders, without --from");
        return undo ? UndoAsync(parsed, cancellation) : from is not null ? ResultsAsync(parsed, from, cancellation) : ClassifyAsync(parsed, cancellation);
    }

    private TagRules Rules(ParseResult parsed) => new(parsed.GetValue(_top), parsed.GetValue(_minConfidence), parsed.GetValue(_includeUncertain));

    private string Journal(ParseResult parsed) => parsed.GetValue(_journal) ?? TagJournal.DefaultPath();

    private async Task<int> ClassifyAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var input = _input.Find(parsed);
        var rules = Rules(parsed);
        await using var services = _model.Services(parsed);
        var genres = services.GetRequiredService<Ensemble>().Manifest.Genres;
        using var classifiers = new Pool<FileClassifier>(() => ActivatorUtilities.CreateInstance<FileClassifier>(services));
        return await TagAsync(parsed, input, services, Change, cancellation);

        TagChange Change(InputFile file, FileTags tags)
        {
            var report = classifiers.Use(classifier => classifier.Classify(file, cancellation));
            if (report.Verdict is not { } verdict)
                throw new TagException(report.Error!);
            return rules.Apply(GenrePrediction.Of(verdict, genres), tags) with { DurationSeconds = report.DurationSeconds };
        }
    }

    private async Task<int> ResultsAsync(ParseResult parsed, string from, CancellationToken cancellation)
    {
        var rules = Rules(parsed);
        var results = ClassificationRecord.ReadAll(from);
        var byFile = results.ToDictionary(result => result.File);
        await using var services = new ServiceCollection().AddAudio().BuildServiceProvider();
        return await TagAsync(parsed, new InputFiles([.. results.Select(result => result.File)], []), services, Change, cancellation);

        TagChange Change(InputFile file, FileTags tags)
        {
            var result = byFile[file];
            if (result.Prediction is not { } prediction)
                throw new TagException($"it could not be classified: {result.Error}");
            var change = rules.Apply(prediction, tags);
            if (change.Outcome == TagOutcome.Changed && ContentHash.OfFile(file) != result.Sha256)
                throw new TagException("it has changed since it was classified; classify it again");
            return change;
        }
    }

    private async Task<int> UndoAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var input = _input.Find(parsed);
        var histories = TagJournal.Read(Journal(parsed));
        await using var services = new ServiceCollection().AddAudio().BuildServiceProvider();
        return await TagAsync(parsed, input, services, Change, cancellation);

        TagChange Change(InputFile file, FileTags tags)
        {
            if (!histories.TryGetValue(tags.Path, out var history) || tags.Genres.SequenceEqual(history.Original))
                return new TagChange(TagOutcome.Unchanged, tags.Genres);
            if (!history.Contains(tags.Genres))
                throw new TagException($"its genre was changed by something else since it was tagged; left as it is (it was {(history.Original.Count == 0 ? "none" : string.Join("; ", history.Original))})");
            return new TagChange(TagOutcome.Changed, history.Original);
        }
    }

    private async Task<int> TagAsync(ParseResult parsed, InputFiles input, IServiceProvider services, Func<InputFile, FileTags, TagChange> change, CancellationToken cancellation)
    {
        bool dryRun = parsed.GetValue(_dryRun);
        // Two names of one file would be changed at a time.
        input = input with { Files = [.. input.Files.DistinctBy(file => AtomicFile.RealPath(file.Path))] };
        using var journal = dryRun ? null : new TagJournal(Journal(parsed), TimeProvider.System);
        var fileTagger = new FileTagger(services.GetRequiredService<TrackDecoder>(), journal, services.GetRequiredService<IOptions<AudioOptions>>().Value.MaxDurationSeconds);
        using var taggers = new Pool<TaggerProcess>(() => new TaggerProcess(tidy: !dryRun, TimeProvider.System));
        taggers.Use(_ => true);     // says at once if something is missing
        var table = new TagTable(input.Files);
        int exitCode;
        using (var run = new FileProgress(input))
        {
            await foreach (var report in OrderedParallel.SelectAsync(input.Files, parsed.GetValue(_input.Jobs), Work, cancellation))
            {
                run.Done(report.File, report.DurationSeconds, report.Error, () => table.Write(report));
                if (report.Remark is { } remark)
                    run.Remark(report.File.Path, remark);
            }
            exitCode = run.ExitCode;
        }
        Console.WriteLine(Summary(table, dryRun, parsed.GetValue(_undo)));
        return exitCode;

        TagResult Work(InputFile file)
        {
            try
            {
                return taggers.Use(tagger => fileTagger.Tag(tagger, file, change, cancellation));
            }
            catch (Exception e) when (FileError.Explain(file.Path, e) is { } reason)
            {
                return new TagResult(file, TagOutcome.Failed) { Error = reason };
            }
        }
    }

    private static string Summary(TagTable table, bool dryRun, bool undo)
    {
        var parts = new List<string> { $"{table.Count(TagOutcome.Changed)} {(dryRun ? "would change" : "changed")}" };
        if (table.Count(TagOutcome.Unchanged) is > 0 and var right)
            parts.Add(undo ? $"{right} with nothing to undo" : $"{right} as they should be");
        if (table.Count(TagOutcome.Uncertain) is > 0 and var unsure)
            parts.Add($"{unsure} left because the model is not sure (--include-uncertain writes those too)");
        if (table.Count(TagOutcome.Silent) is > 0 and var silent)
            parts.Add($"{silent} silent");
        if (table.Count(TagOutcome.Failed) is > 0 and var failed)
            parts.Add($"{failed} failed");
        string summary = string.Join(", ", parts);
        return dryRun || undo || table.Count(TagOutcome.Changed) == 0 ? summary : $"{summary}; to go back: gyms tag PATH... --undo";
    }
}
