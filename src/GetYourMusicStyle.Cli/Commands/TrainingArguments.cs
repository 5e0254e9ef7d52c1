using System.CommandLine;
using System.Globalization;
using GetYourMusicStyle.Cli.Python;
using GetYourMusicStyle.Cli.Training;

namespace GetYourMusicStyle.Cli.Commands;

/// <summary>What <c>train</c> and <c>evaluate</c> share: the corpus, the data extracted from it, and the options of the scripts.</summary>
internal sealed class TrainingArguments
{
    private readonly Option<string?> _corpus = new("--corpus") { HelpName = "DIR", Description = "The folder of corpus.csv, as gyms corpus makes it." };
    private readonly Option<string?> _data = new("--data") { HelpName = "DIR", Description = "Where extracted features and spectrograms are kept. Default: data in the folder of the corpus, or of the models." };
    private readonly IReadOnlyDictionary<string, Option<string?>> _sides;
    private readonly Option<int?> _folds = WholeNumberOption.Create("--folds", "K", "Folds of the grouped cross-validation.", 1, 64);
    private readonly Option<int?> _seed = WholeNumberOption.Create("--seed", "S", "The seed of every random choice.", 0, int.MaxValue);
    private readonly Option<bool> _quick = new("--quick") { Description = "A few epochs only: shows that it runs, not how well." };
    private readonly Option<int> _jobs = InputArguments.JobsOption();

    public TrainingArguments(Command command)
    {
        string[] meanings = ["recordings to look at, never to learn from", "what is no music", "music without a label"];
        _sides = CorpusManifest.Sides.Zip(meanings).ToDictionary(
            side => side.First,
            side => new Option<string?>($"--{side.First}") { HelpName = "FILE", Description = $"A list of {side.Second}. Default: CORPUS/{side.First}.csv, if there is one." });
        foreach (var option in (Option[])[_corpus, _data, .. _sides.Values, _folds, _seed, _quick, _jobs])
            command.Options.Add(option);
    }

    public int Jobs(ParseResult parsed) => parsed.GetValue(_jobs);

    public string? Corpus(ParseResult parsed) => parsed.GetValue(_corpus);

    /// <summary>Where extracted data goes: as named, or <c>data</c> in a folder.</summary>
    public string Data(ParseResult parsed, string folder) => parsed.GetValue(_data) ?? Path.Combine(folder, "data");

    /// <summary>Brings the data of a corpus up to date, then runs a program of <c>models/training</c> on it.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="module">The full name of the program's module.</param>
    /// <param name="models">The folder of the models, and the program's option that names it.</param>
    /// <param name="cancellation">Stops either.</param>
    /// <returns>How many files could not be read, and the program's exit code.</returns>
    public async Task<(int Failures, int Code)> RunAsync(ParseResult parsed, string module, (string Option, string Folder) models, CancellationToken cancellation)
    {
        string corpus = Corpus(parsed) ?? throw new UsageException("--corpus is missing: the folder that gyms corpus made");
        if (!Directory.Exists(corpus))
            throw new UsageException($"{corpus}: there is no such folder");
        string data = Data(parsed, corpus);
        int failures = await TrainingExtraction.RunAsync(CorpusManifest.Read(Path.Combine(corpus, CorpusManifest.Name)), data, Jobs(parsed), cancellation);
        var arguments = new List<string> { "--data", data, models.Option, models.Folder };
        foreach (var (side, option) in _sides)
        {
            string list = parsed.GetValue(option) ?? Path.Combine(corpus, $"{side}.csv");
            if (parsed.GetValue(option) is null && !File.Exists(list))
                continue;
            arguments.AddRange([$"--{side}", Path.Combine(data, side)]);
            failures += await TrainingExtraction.RunAsync(CorpusManifest.Read(list), Path.Combine(data, side), Jobs(parsed), cancellation);
        }
        return (failures, await PythonScript.RunAsync(module, [.. arguments, .. ScriptOptions(parsed)], cancellation));
    }

    /// <summary>The options that the scripts take as they are.</summary>
    public IEnumerable<string> ScriptOptions(ParseResult parsed)
    {
        foreach (var option in new[] { _folds, _seed })
        {
            if (parsed.GetValue(option) is { } number)
            {
                yield return option.Name;
                yield return number.ToString(CultureInfo.InvariantCulture);
            }
        }
        if (parsed.GetValue(_quick))
            yield return _quick.Name;
    }

    /// <summary>The exit code of a run with files that could not be read, whose script ended with a code.</summary>
    public static int ExitCodeOf((int Failures, int Code) run) => run is { Code: ExitCode.Done, Failures: > 0 } ? ExitCode.SomeFailed : run.Code;
}
