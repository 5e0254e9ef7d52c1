namespace GetYourMusicStyle.Cli.Training;

/// <summary>How a program of <c>models/training</c> ended that was given files extracted here.</summary>
/// <param name="Failures">How many files could not be read and were left out.</param>
/// <param name="Code">The program's exit code.</param>
internal readonly record struct ScriptRun(int Failures, int Code)
{
    /// <summary>What the command returns to the shell.</summary>
    public int ExitCode => Code == Cli.ExitCode.Done && Failures > 0 ? Cli.ExitCode.SomeFailed : Code;
}
