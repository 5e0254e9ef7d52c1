using System.CommandLine;

namespace GetYourMusicStyle.Cli.Commands;

/// <summary><c>gyms train</c>: extracts features and spectrograms here, then trains by <c>models/training/train.py</c>.</summary>
internal sealed class TrainCommand
{
    private readonly ExampleCommand _command = new(
        "train",
        "Extracts features and spectrograms from a corpus, trains the models on them, and writes the models with their manifest and card. "
            + "The extraction goes on where a run stopped.",
        "gyms train --corpus corpus --out my-models",
        "gyms train --corpus corpus --out my-models --folds 2 --quick",
        "gyms train --corpus ~/Music/by-genre --out my-models",
        "gyms classify song.mp3 --model my-models");

    private readonly TrainingArguments _training;
    private readonly Option<string> _out = new("--out") { HelpName = "DIR", Required = true, Description = "The folder to write the models to." };

    private TrainCommand()
    {
        _training = new TrainingArguments(_command);
        _command.Options.Add(_out);
        _command.SetAction(RunAsync);
    }

    public static Command Create() => new TrainCommand()._command;

    private Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation) =>
        _training.RunAsync(parsed, "train.py", ("--out", parsed.GetRequiredValue(_out)), cancellation);
}
