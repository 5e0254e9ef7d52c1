namespace GetYourMusicStyle.Pipeline.Work;

/// <summary>Files that are deleted on disposal.</summary>
public sealed class TemporaryFiles(IEnumerable<TemporaryFile> files) : IDisposable
{
    private readonly TemporaryFile[] _files = [.. files];

    /// <summary>Where they are or will be.</summary>
    public IReadOnlyList<string> Paths => [.. _files.Select(file => file.Path)];

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var file in _files)
            file.Dispose();
    }
}
