using System.CommandLine;
using System.CommandLine.Help;

namespace GetYourMusicStyle.Cli.Commands;

/// <summary>The command <c>gyms</c> itself: all its subcommands, whose help ends with examples.</summary>
internal static class GymsCommand
{
    public static RootCommand Create()
    {
        var root = new RootCommand("""
            Tells the genres of music, how sure it is, and how they move over each track.

            ./gyms test runs every test; ./gyms bench measures speed, side by side with librosa.
            """)
        {
            ClassifyCommand.Create(),
            FeaturesCommand.Create(),
            SpectrogramsCommand.Create(),
            TagCommand.Create(),
            ServeCommand.Create(),
            SubmitCommand.Create(),
            StatusCommand.Create(),
            PlaylistCommand.Create(),
            DoctorCommand.Create(),
            KeysCommand.Create(),
            CorpusCommand.Create(),
            TrainCommand.Create(),
            EvaluateCommand.Create(),
            InstallCommand.Create(),
        };
        foreach (var option in root.Options.OfType<HelpOption>())
            option.Action = new HelpWithExamples((HelpAction)option.Action!);
        return root;
    }
}
