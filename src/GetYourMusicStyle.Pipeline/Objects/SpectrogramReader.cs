using GetYourMusicStyle.Analysis.Formats;
using GetYourMusicStyle.Features;
using GetYourMusicStyle.Storage;

namespace GetYourMusicStyle.Pipeline.Objects;

/// <summary>Log spectrograms of single windows out of the store. Thread-safe.</summary>
public sealed class SpectrogramReader(IObjectStore store)
{
    /// <summary>
    /// Writes the log spectrogram of window <paramref name="window"/> (from 0) as a PNG, 100x100 pixels; false, and nothing written, if there
    /// is no such window. Reads 20 KB of the object.
    /// </summary>
    /// <exception cref="ObjectMissingException">The track has no log spectrograms of this version.</exception>
    /// <exception cref="StorageException">The store cannot be reached or refuses.</exception>
    public async Task<bool> WritePngAsync(string sha256, string extractorVersion, int window, Stream destination, CancellationToken cancellation)
    {
        if (window < 0)
            return false;
        using var bytes = new MemoryStream(SpectrogramCodec.WindowBytes);
        await store.CopyToAsync(
            ObjectKeys.Spectrograms(sha256, extractorVersion), (long)window * SpectrogramCodec.WindowBytes, SpectrogramCodec.WindowBytes, bytes, cancellation);
        if (bytes.Length < SpectrogramCodec.WindowBytes)
            return false;
        await destination.WriteAsync(RenderPng(bytes.GetBuffer().AsSpan(0, SpectrogramCodec.WindowBytes)), cancellation);
        return true;
    }

    /// <summary>The PNG of one window as it is in the object.</summary>
    internal static ReadOnlyMemory<byte> RenderPng(ReadOnlySpan<byte> window)
    {
        float[] decibels = new float[SpectrogramCodec.WindowValues];
        SpectrogramCodec.Decode(window, decibels);
        var png = new MemoryStream();
        SpectrogramPng.Write(png, decibels);
        return png.GetBuffer().AsMemory(0, (int)png.Length);
    }
}
