namespace GetYourMusicStyle.Audio.Cage;

/// <summary>Where a program lies.</summary>
internal static class ProgramPath
{
    private const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>The full path of a program that is named by its path, or by a name looked up in PATH; null if it is not there.</summary>
    public static string? Find(string program)
    {
        if (program.Contains('/'))
            return Runs(program) ? Path.GetFullPath(program) : null;
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.GetFullPath(Path.Combine(folder, program))).FirstOrDefault(Runs);
    }

    private static bool Runs(string path) => File.Exists(path) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & Executable) != 0);
}
