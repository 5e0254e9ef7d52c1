using System.CommandLine;
using System.Globalization;
using GetYourMusicStyle.Cli.Arguments;
using GetYourMusicStyle.Cli.Python;

namespace GetYourMusicStyle.Cli.Commands;

/// <summary><c>gyms corpus</c>: renders the training music, by <c>models/corpus/build.py</c>.</summary>
internal sealed class CorpusCommand
{
    private readonly CommandWithExamples _command = new(
        "corpus",
        "Renders the training music from freely licensed patterns and scores, with a manifest, corpus.csv. Goes on where a run stopped.",
        "gyms corpus --out corpus",
        "gyms corpus --out corpus --sources downloads --songs-per-genre 100 --seed 2",
        "gyms corpus --out corpus --check");

    private readonly Option<string> _out = new("--out") { HelpName = "DIR", Required = true, Description = "The folder to write." };
    private readonly Option<string?> _sources = new("--sources") { HelpName = "DIR", Description = "Local copies of the source collections; otherwise they are fetched." };
    private readonly Option<int?> _songs = WholeNumberOption.Create("--songs-per-genre", "N", "Songs of each genre.", 4, 10_000);
    private readonly Option<int?> _seed = WholeNumberOption.Create("--seed", "S", "The same seed gives the same music.", 0, int.MaxValue);
    private readonly Option<int> _jobs = InputArguments.JobsOption();
    private readonly Option<bool> _noRecordings = new("--no-recordings") { Description = "Rendered songs and noises alone: no recordings from Debian packages (3 GB)." };
    private readonly Option<bool> _check = new("--check") { Description = "Only verify the corpus in --out." };

    private CorpusCommand()
    {
        foreach (var option in new Option[] { _out, _sources, _songs, _seed, _jobs, _noRecordings, _check })
            _command.Options.Add(option);
        _command.SetAction(RunAsync);
    }

    public static Command Create() => new CorpusCommand()._command;

    private Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var arguments = new List<string> { "--out", parsed.GetRequiredValue(_out), "--jobs", Text(parsed.GetValue(_jobs)) };
        if (parsed.GetValue(_sources) is { } sources)
            arguments.AddRange(["--sources", sources]);
        if (parsed.GetValue(_songs) is { } songs)
            arguments.AddRange(["--songs-per-genre", Text(songs)]);
        if (parsed.GetValue(_seed) is { } seed)
            arguments.AddRange(["--seed", Text(seed)]);
        if (parsed.GetValue(_noRecordings))
            arguments.Add("--no-recordings");
        if (parsed.GetValue(_check))
            arguments.Add("--check");
        return PythonScript.RunAsync("corpus.build", arguments, cancellation);
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
