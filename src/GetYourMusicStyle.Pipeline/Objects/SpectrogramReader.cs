using GetYourMusicStyle.Storage;

namespace GetYourMusicStyle.Pipeline;

/// <summary>Log spectrograms of single windows out of the store. Thread-safe.</summary>
public sealed class SpectrogramReader(IObjectStore store)
{
    /// <summary>Writes the log spectrogram of window <paramref name="window"/> (from 0) as a PNG, 100x100 pixels; false if there is no such window.</summary>
    /// <exception cref="ObjectMissingException">The track has no log spectrograms of this version.</exception>
    /// <exception cref="StorageException">The store cannot be reached or refuses.</exception>
    public Task<bool> WritePngAsync(string sha256, string extractorVersion, int window, Stream destination, CancellationToken cancellation) =>
        throw new NotImplementedException(store.ToString());
}
