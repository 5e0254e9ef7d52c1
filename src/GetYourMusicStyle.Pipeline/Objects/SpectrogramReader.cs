using GetYourMusicStyle.Analysis.Formats;
using GetYourMusicStyle.Features;
using GetYourMusicStyle.Storage;

namespace GetYourMusicStyle.Pipeline.Objects;

/// <summary>Log spectrograms of single windows out of the store. Thread-safe.</summary>
public sealed class SpectrogramReader(IObjectStore store)
{
    /// <summary>
    /// Writes the log spectrogram of window <paramref name="window"/> (from 0) as a PNG, 100x100 pixels; false, and nothing written, if there
    /// is no such window. A silent one, of which nothing is stored, is -80 dB everywhere. Reads the table and 20 KB of the object.
    /// </summary>
    /// <exception cref="ObjectMissingException">The track has no log spectrograms of this version.</exception>
    /// <exception cref="ObjectDamagedException">What is stored is not what it should be.</exception>
    /// <exception cref="StorageException">The store cannot be reached or refuses.</exception>
    public async Task<bool> WritePngAsync(string sha256, string extractorVersion, int window, Stream destination, CancellationToken cancellation)
    {
        if (window < 0)
            return false;
        var table = await StoredFeatures.ReadTableAsync(store, sha256, extractorVersion, cancellation);
        if (window >= table.Windows.Count)
            return false;
        string key = ObjectKeys.Spectrograms(sha256, extractorVersion);
        long length = (await store.FindAsync(key, cancellation) ?? throw new ObjectMissingException(key)).Size;
        var rows = WindowRows.Of(table, SpectrogramCodec.WindowBytes, length)
            ?? throw new ObjectDamagedException(key, $"it does not have {table.Sounding} windows");
        byte[] bytes = new byte[SpectrogramCodec.WindowBytes];
        if (rows.Of(window) is { } row)
            await store.CopyToAsync(key, (long)row * bytes.Length, bytes.Length, new MemoryStream(bytes), cancellation);
        else
            SpectrogramCodec.EncodeSilence(bytes);
        await destination.WriteAsync(RenderPng(bytes), cancellation);
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
