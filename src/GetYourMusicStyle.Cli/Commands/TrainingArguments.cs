using System.CommandLine;
using System.Globalization;
using GetYourMusicStyle.Cli.Training;

namespace GetYourMusicStyle.Cli.Commands;

/// <summary>What <c>train</c> and <c>evaluate</c> share: the corpus, the data extracted from it, and the options of the scripts.</summary>
internal sealed class TrainingArguments
{
    private readonly Option<string> _corpus = new("--corpus") { HelpName = "DIR", Required = true, Description = "The folder of corpus.csv, as gyms corpus makes it; or your own music, a folder a genre." };
    private readonly Option<string?> _data = new("--data") { HelpName = "DIR", Description = "Where extracted features and spectrograms are kept. Default: CORPUS/data; for your own music, data in the folder of the models." };
    private readonly Option<string?> _real = new("--real") { HelpName = "FILE", Description = "A manifest of real recordings to look at, never to learn from. Default: CORPUS/real.csv, if there is one." };
    private readonly Option<int?> _folds = WholeNumber.Option("--folds", "K", "Honest folds.", 1, 64);
    private readonly Option<int?> _seed = WholeNumber.Option("--seed", "S", "The seed of every random choice.", 0, int.MaxValue);
    private readonly Option<bool> _quick = new("--quick") { Description = "A few epochs only: shows that it runs, not how well." };
    private readonly Option<int> _jobs = InputArguments.JobsOption();

    public TrainingArguments(Command command)
    {
        foreach (var option in new Option[] { _corpus, _data, _real, _folds, _seed, _quick, _jobs })
            command.Options.Add(option);
    }

    /// <summary>Brings the extracted data up to date, then runs a script of <c>models/training</c> on it.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="script">The name of the script.</param>
    /// <param name="models">The folder of the models, and the script's option that names it.</param>
    /// <param name="cancellation">Stops either.</param>
    public async Task<int> RunAsync(ParseResult parsed, string script, (string Option, string Folder) models, CancellationToken cancellation)
    {
        string corpus = parsed.GetRequiredValue(_corpus);
        string manifest = Path.Combine(corpus, CorpusManifest.Name);
        bool own = !File.Exists(manifest);
        string data = parsed.GetValue(_data) ?? Path.Combine(own ? models.Folder : corpus, "data");
        string real = parsed.GetValue(_real) ?? Path.Combine(corpus, "real.csv");
        bool hasReal = parsed.GetValue(_real) is not null || File.Exists(real);
        int jobs = parsed.GetValue(_jobs);
        if (!Directory.Exists(corpus))
            throw new UsageException($"{corpus}: there is no such folder");

        int failures = await Extraction.RunAsync(own ? OwnMusic.Read(corpus) : CorpusManifest.Read(manifest), data, jobs, cancellation);
        var arguments = new List<string> { "--data", data, models.Option, models.Folder };
        if (hasReal)
        {
            arguments.AddRange(["--real", Path.Combine(data, "real")]);
            failures += await Extraction.RunAsync(CorpusManifest.Read(real), Path.Combine(data, "real"), jobs, cancellation);
        }
        if (parsed.GetValue(_folds) is { } folds)
            arguments.AddRange(["--folds", folds.ToString(CultureInfo.InvariantCulture)]);
        if (parsed.GetValue(_seed) is { } seed)
            arguments.AddRange(["--seed", seed.ToString(CultureInfo.InvariantCulture)]);
        if (parsed.GetValue(_quick))
            arguments.Add("--quick");
        int code = await PythonScript.RunAsync($"training/{script}", arguments, cancellation);
        return code == ExitCode.Done && failures > 0 ? ExitCode.SomeFailed : code;
    }
}
