using System.CommandLine;
using System.Globalization;
using GetYourMusicStyle.Cli.Training;

namespace GetYourMusicStyle.Cli.Commands;

/// <summary>What <c>train</c> and <c>evaluate</c> share: the corpus, the data extracted from it, and the options of the scripts.</summary>
internal sealed class TrainingArguments
{
    private readonly Option<string> _corpus = new("--corpus") { HelpName = "DIR", Required = true, Description = "The corpus: the folder of corpus.csv." };
    private readonly Option<string?> _data = new("--data") { HelpName = "DIR", Description = "Where extracted features and spectrograms are kept. Default: CORPUS/data." };
    private readonly Option<string?> _real = new("--real") { HelpName = "FILE", Description = "A manifest of real recordings to look at, never to learn from. Default: CORPUS/real.csv, if there is one." };
    private readonly Option<int?> _folds = new("--folds") { HelpName = "K", Description = "Honest folds." };
    private readonly Option<int?> _seed = new("--seed") { HelpName = "S", Description = "The seed of every random choice." };
    private readonly Option<bool> _quick = new("--quick") { Description = "A few epochs only: shows that it runs, not how well." };
    private readonly Option<int> _jobs = InputArguments.JobsOption();

    public TrainingArguments(Command command)
    {
        foreach (var option in new Option[] { _corpus, _data, _real, _folds, _seed, _quick, _jobs })
            command.Options.Add(option);
    }

    public string Corpus(ParseResult parsed) => parsed.GetRequiredValue(_corpus);

    /// <summary>Brings the extracted data up to date; returns the script's options that follow from the command line.</summary>
    public async Task<List<string>> ExtractAsync(ParseResult parsed, CancellationToken cancellation)
    {
        string corpus = Corpus(parsed);
        string data = parsed.GetValue(_data) ?? Path.Combine(corpus, "data");
        string real = parsed.GetValue(_real) ?? Path.Combine(corpus, "real.csv");
        string realData = Path.Combine(data, "real");
        int jobs = parsed.GetValue(_jobs);
        await Extraction.RunAsync(Path.Combine(corpus, "corpus.csv"), data, jobs, cancellation);
        var arguments = new List<string> { "--data", data };
        if (parsed.GetValue(_real) is not null || File.Exists(real))
        {
            await Extraction.RunAsync(real, realData, jobs, cancellation);
            arguments.AddRange(["--real", realData]);
        }
        if (parsed.GetValue(_folds) is { } folds)
            arguments.AddRange(["--folds", folds.ToString(CultureInfo.InvariantCulture)]);
        if (parsed.GetValue(_seed) is { } seed)
            arguments.AddRange(["--seed", seed.ToString(CultureInfo.InvariantCulture)]);
        if (parsed.GetValue(_quick))
            arguments.Add("--quick");
        return arguments;
    }
}
