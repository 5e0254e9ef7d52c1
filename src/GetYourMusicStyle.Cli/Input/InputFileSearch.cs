namespace GetYourMusicStyle.Cli.Input;

/// <summary>
/// Finds audio files: files that are named are always taken; in folders, at any depth, those that look like audio by their name, in
/// ordinal order. Hidden files are passed over, links are followed once, and no file is taken twice.
/// </summary>
internal sealed class InputFileSearch
{
    private static readonly HashSet<string> Extensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".aac", ".ac3", ".aif", ".aifc", ".aiff", ".ape", ".au", ".caf", ".flac", ".m4a", ".m4b", ".mka", ".mp2", ".mp3", ".mp4", ".mpc",
        ".oga", ".ogg", ".opus", ".snd", ".spx", ".tta", ".w64", ".wav", ".wave", ".weba", ".webm", ".wma", ".wv",
    };

    private readonly List<InputFile> _files = [];
    private readonly List<(string, string)> _failures = [];
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly HashSet<string> _visited = new(StringComparer.Ordinal);

    /// <summary>The audio files that <paramref name="paths"/> name.</summary>
    /// <exception cref="UsageException">None of the paths is a file or a folder.</exception>
    public static InputFiles Find(IReadOnlyList<string> paths)
    {
        if (!paths.Any(Path.Exists))
            throw new UsageException($"{paths[0]}: there is no such file or folder");
        var walk = new InputFileSearch();
        foreach (string path in paths)
        {
            if (Directory.Exists(path))
                walk.Folder(path, RealPath(new DirectoryInfo(Path.GetFullPath(path))));
            else
                walk.AddFile(path, new FileInfo(path));    // one that is missing fails when it is opened, beside the others
        }
        return new InputFiles(walk._files, walk._failures);
    }

    // The real path tells a folder reached through a link from one already searched, so a loop of links ends.
    private void Folder(string path, string realPath)
    {
        if (!_visited.Add(realPath))
            return;
        FileSystemInfo[] entries;
        try
        {
            entries = new DirectoryInfo(path).GetFileSystemInfos();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _failures.Add((path, e.Message));
            return;
        }
        foreach (var entry in entries.Where(entry => !entry.Name.StartsWith('.')).OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            string child = Path.Combine(path, entry.Name);
            if (entry is DirectoryInfo folder)
                Folder(child, folder.LinkTarget is null ? Path.Combine(realPath, entry.Name) : RealPath(folder));
            else if (Extensions.Contains(entry.Extension))
                AddFile(child, (FileInfo)entry);
        }
    }

    private void AddFile(string path, FileInfo file)
    {
        if (_taken.Add(file.FullName))
            _files.Add(new InputFile(path, Length(file)));
    }

    private static string RealPath(DirectoryInfo folder)
    {
        try
        {
            return folder.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? folder.FullName;
        }
        catch (IOException)
        {
            return folder.FullName;     // a link to itself
        }
    }

    // Of the file itself, not of a link to it; 0 for what cannot be looked at: reading it will say why.
    private static long Length(FileInfo file)
    {
        try
        {
            return (file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file).Length;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
