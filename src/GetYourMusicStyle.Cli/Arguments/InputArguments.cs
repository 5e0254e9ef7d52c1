using System.CommandLine;
using GetYourMusicStyle.Cli.Input;

namespace GetYourMusicStyle.Cli.Arguments;

/// <summary>The <c>PATH...</c> and <c>--jobs</c> of every command that reads audio files.</summary>
internal sealed class InputArguments
{
    private readonly Argument<string[]> _paths = new("PATH")
    {
        Description = "Audio files, and folders to search for them.",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <param name="required">Whether there must be a path.</param>
    public InputArguments(Command command, bool required = true)
    {
        if (!required)
            _paths.Arity = ArgumentArity.ZeroOrMore;
        _paths.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => token.Value.StartsWith('-') && !Path.Exists(token.Value)))
                result.AddError($"unknown option {token.Value}");
        });
        command.Arguments.Add(_paths);
        command.Options.Add(Jobs);
    }

    public Option<int> Jobs { get; } = JobsOption();

    /// <summary>The paths as they were given.</summary>
    public string[] Paths(ParseResult parsed) => parsed.GetValue(_paths) ?? [];

    /// <summary><c>--jobs</c>: how many files are worked on at a time.</summary>
    public static Option<int> JobsOption() => WholeNumberOption.Create(
        "--jobs", "N", "Files worked on at a time; as a rule one a core.", 1, 1024, () => Environment.ProcessorCount);

    /// <summary>The audio files named, and the folders that could not be searched.</summary>
    /// <exception cref="UsageException">A path is not there, or no audio file was found.</exception>
    public InputFiles Find(ParseResult parsed)
    {
        string[] paths = Paths(parsed);
        var found = InputFileSearch.Find(paths);
        if (found.Files.Count == 0 && found.Failures.Count == 0)
            throw new UsageException($"no audio file in {string.Join(", ", paths)}");
        return found;
    }
}
