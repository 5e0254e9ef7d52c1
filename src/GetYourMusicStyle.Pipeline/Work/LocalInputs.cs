using GetYourMusicStyle.Storage;

namespace GetYourMusicStyle.Pipeline.Work;

/// <summary>What a track is scored by besides its table, as local files.</summary>
internal sealed class LocalInputs : IDisposable
{
    /// <summary>None at all.</summary>
    public static LocalInputs None { get; } = new();

    /// <summary>Null where the ensemble has no use for them.</summary>
    public LocalFile? Spectrograms { get; set; }

    /// <summary>In the order of the ensemble's.</summary>
    public List<LocalFile> Mels { get; } = [];

    /// <summary>In the order of the ensemble's backbones.</summary>
    public List<LocalFile> Embeddings { get; } = [];

    public void Dispose()
    {
        Spectrograms?.Dispose();
        Mels.ForEach(copy => copy.Dispose());
        Embeddings.ForEach(copy => copy.Dispose());
    }
}
