using System.CommandLine;

namespace GetYourMusicStyle.Cli.Arguments;

/// <summary>The <c>--data</c> of commands that keep or read a catalog on this machine.</summary>
internal static class DataOption
{
    /// <summary>The folder of everything that a server on this machine keeps.</summary>
    public static Option<string> Create() => new("--data")
    {
        HelpName = "DIR",
        Description = "The folder for catalog, audio and features.",
        DefaultValueFactory = _ => Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "gyms"),
    };
}
