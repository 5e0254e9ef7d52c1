namespace GetYourMusicStyle.Storage;

/// <summary>An object as a local file, to be read only; a temporary one is deleted on disposal.</summary>
public sealed class LocalFile(string path, bool temporary) : IDisposable
{
    /// <summary>Where the bytes are.</summary>
    public string Path { get; } = path;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (temporary)
            File.Delete(Path);
    }
}
