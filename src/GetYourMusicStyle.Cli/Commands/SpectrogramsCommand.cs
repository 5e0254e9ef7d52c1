using System.CommandLine;
using GetYourMusicStyle.Analysis;
using GetYourMusicStyle.Cli.Analysis;
using GetYourMusicStyle.Cli.Arguments;
using GetYourMusicStyle.Cli.Input;
using GetYourMusicStyle.Cli.Output;
using Microsoft.Extensions.DependencyInjection;

namespace GetYourMusicStyle.Cli.Commands;

/// <summary><c>gyms spectrograms</c>: a picture of every window, in a run that can be stopped and started again.</summary>
internal sealed class SpectrogramsCommand
{
    private readonly CommandWithExamples _command = new(
        "spectrograms",
        "Writes a 100x100 grey PNG of every 6 s window into DIR/path/of/track.mp3/000000.png and so on, with an index.json a track. "
            + "Stop it whenever you like: started again, it goes on where it was, and the result is the same.",
        "gyms spectrograms samples --out pictures",
        "gyms spectrograms ~/Music --out /data/spectrograms --jobs 8");

    private readonly InputArguments _input;
    private readonly Option<string> _out = new("--out") { HelpName = "DIR", Required = true, Description = "The folder to write; it mirrors the input." };
    private readonly Option<bool> _caged = CagedOption.Create();

    private SpectrogramsCommand()
    {
        _input = new InputArguments(_command);
        _command.Options.Add(_out);
        _command.Options.Add(_caged);
        _command.SetAction(RunAsync);
    }

    public static Command Create() => new SpectrogramsCommand()._command;

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var input = _input.Find(parsed);
        string folder = parsed.GetRequiredValue(_out);
        var names = new OutputNames(input.Files);
        await using var services = new ServiceCollection().AddAnalysis(audio => audio.Isolation = parsed.Isolation(_caged)).BuildServiceProvider();
        using var writers = new Pool<SpectrogramFolderWriter>(() => ActivatorUtilities.CreateInstance<SpectrogramFolderWriter>(services));
        SpectrogramResult Work(InputFile file) =>
            writers.Use(writer => writer.Complete(file, Path.Combine(folder, names.Of(file)), names.Of(file), cancellation));

        using var run = new FileProgress(input);
        await foreach (var report in OrderedParallel.SelectAsync(input.Files, parsed.GetValue(_input.Jobs), Work, cancellation))
            run.Done(report.File, report.Seconds, report.Error, () => { });
        return run.ExitCode;
    }
}
