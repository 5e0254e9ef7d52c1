namespace GetYourMusicStyle.Cli.Output;

/// <summary>
/// A file that appears under its name only when it is complete: it is written beside it and renamed by <see cref="Commit"/>; disposed
/// without that, it leaves nothing. A link stays, and what it points to is replaced.
/// </summary>
internal sealed class AtomicFile : IDisposable
{
    private readonly string _path;
    private readonly string _temporary;
    private bool _committed;

    /// <summary>Begins the file, with the folders it needs; what a killed run left of it is written over.</summary>
    public AtomicFile(string path)
    {
        _path = RealPath(path);
        string folder = Path.GetDirectoryName(_path)!;
        _temporary = Path.Combine(folder, $".{Path.GetFileName(_path)}.partial");
        Directory.CreateDirectory(folder);
        Stream = new FileStream(_temporary, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1 << 16);
    }

    public FileStream Stream { get; }

    /// <summary>Closes the file and gives it its name, in place of one that was there.</summary>
    public void Commit()
    {
        Stream.Dispose();
        File.Move(_temporary, _path, overwrite: true);
        _committed = true;
    }

    public void Dispose()
    {
        if (_committed)
            return;
        Stream.Dispose();
        File.Delete(_temporary);
    }

    /// <summary>The full path of a file, or of what a link points to, be it there or not.</summary>
    public static string RealPath(string path)
    {
        var file = new FileInfo(path);
        return (file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true) ?? file).FullName;
    }

    /// <summary>Writes a whole file.</summary>
    public static void Write(string path, Action<Stream> write)
    {
        using var file = new AtomicFile(path);
        write(file.Stream);
        file.Commit();
    }
}
