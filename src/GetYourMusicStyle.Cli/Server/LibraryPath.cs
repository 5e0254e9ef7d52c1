using GetYourMusicStyle.Cli.Input;

namespace GetYourMusicStyle.Cli.Server;

/// <summary>The path of a file within the library, as the server keeps it and playlists use it: forward slashes, below the folder named.</summary>
internal static class LibraryPath
{
    /// <summary>Relative to the longest of the folders that holds the file; a file that was named itself has its name.</summary>
    public static string Of(InputFile file, IEnumerable<string> named)
    {
        string? folder = named.Where(Directory.Exists).Select(path => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)))
            .Where(path => file.FullPath.StartsWith(path + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            .MaxBy(path => path.Length);
        return folder is null ? Path.GetFileName(file.FullPath) : Path.GetRelativePath(folder, file.FullPath).Replace(Path.DirectorySeparatorChar, '/');
    }
}
