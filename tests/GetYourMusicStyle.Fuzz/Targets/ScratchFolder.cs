namespace GetYourMusicStyle.Fuzz.Targets;

/// <summary>A folder in memory where there is one, deleted on disposal.</summary>
internal sealed class ScratchFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.Exists("/dev/shm")
        ? Directory.CreateDirectory($"/dev/shm/gyms-fuzz-{Guid.NewGuid():N}")
        : Directory.CreateTempSubdirectory("gyms-fuzz-");

    /// <summary>Where it is.</summary>
    public string Path => _folder.FullName;

    /// <summary>Writes a file; gives its path.</summary>
    public string Write(string name, byte[] bytes)
    {
        string path = System.IO.Path.Combine(Path, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
