using System.CommandLine;
using System.Globalization;
using GetYourMusicStyle.Cli.Training;

namespace GetYourMusicStyle.Cli.Arguments;

/// <summary>What <c>train</c> and <c>evaluate</c> share: the corpus, the data extracted from it, and the options of the scripts.</summary>
internal sealed class TrainingArguments
{
    private readonly Option<string?> _corpus = new("--corpus") { HelpName = "DIR", Description = "The folder of corpus.csv, as gyms corpus makes it." };
    private readonly Option<string?> _data = new("--data") { HelpName = "DIR", Description = "Where extracted features and spectrograms are kept. Default: data in the folder of the corpus, or of the models." };
    private readonly IReadOnlyDictionary<string, Option<string?>> _sides;
    private readonly Option<int?> _folds = WholeNumberOption.Create("--folds", "K", "Folds of the grouped cross-validation.", 1, 64);
    private readonly Option<int?> _seed = WholeNumberOption.Create("--seed", "S", "The seed of every random choice.", 0, int.MaxValue);
    private readonly Option<string?> _sources = new("--sources") { HelpName = "DIR", Description = "Where the published networks lie that ours start from, if you have copies. Default: fetched once from their public origin into CORPUS/sources." };
    private readonly Option<bool> _quick = new("--quick") { Description = "A few epochs only: shows that it runs, not how well." };
    private readonly Option<int> _jobs = InputArguments.JobsOption();

    public TrainingArguments(Command command)
    {
        string[] meanings = ["recordings to look at, never to learn from", "what is no music", "music without a label"];
        _sides = CorpusManifest.Sides.Zip(meanings).ToDictionary(
            side => side.First,
            side => new Option<string?>($"--{side.First}") { HelpName = "FILE", Description = $"A list of {side.Second}. Default: CORPUS/{side.First}.csv, if there is one." });
        foreach (var option in (Option[])[_corpus, _data, .. _sides.Values, _folds, _seed, _sources, _quick, _jobs])
            command.Options.Add(option);
    }

    public int Jobs(ParseResult parsed) => parsed.GetValue(_jobs);

    public string? Corpus(ParseResult parsed) => parsed.GetValue(_corpus);

    /// <summary>Where extracted data goes: as named, or <c>data</c> in a folder.</summary>
    public string Data(ParseResult parsed, string folder) => parsed.GetValue(_data) ?? Path.Combine(folder, "data");

    /// <summary>What to run on the corpus named.</summary>
    /// <exception cref="UsageException">None is.</exception>
    public CorpusScript Script(ParseResult parsed)
    {
        string corpus = Corpus(parsed) ?? throw new UsageException("--corpus is missing: the folder that gyms corpus made");
        return new CorpusScript(corpus, Data(parsed, corpus), [.. _sides.Select(side => (side.Key, parsed.GetValue(side.Value)))], [.. ScriptOptions(parsed)], Jobs(parsed));
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
        if (parsed.GetValue(_sources) is { } sources)
        {
            yield return _sources.Name;
            yield return Path.GetFullPath(sources);
        }
        if (parsed.GetValue(_quick))
            yield return _quick.Name;
    }
}
