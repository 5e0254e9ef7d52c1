namespace GetYourMusicStyle.Pipeline.Work;

/// <summary>A file that is deleted on disposal.</summary>
public sealed class TemporaryFile(string path) : IDisposable
{
    /// <summary>Where it is or will be.</summary>
    public string Path { get; } = path;

    /// <inheritdoc/>
    public void Dispose() => File.Delete(Path);
}
