namespace GetYourMusicStyle.Cli;

/// <summary>What a command returns to the shell.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>Some files failed; each was named with its reason.</summary>
    public const int SomeFailed = 1;

    /// <summary>The command line cannot be followed: an unknown option, a path that is not there, a model that cannot be used.</summary>
    public const int BadUsage = 2;
}
