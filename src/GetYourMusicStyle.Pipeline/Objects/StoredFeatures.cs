using GetYourMusicStyle.Analysis;
using GetYourMusicStyle.Analysis.Formats;
using GetYourMusicStyle.Analysis.Windows;
using GetYourMusicStyle.Features.Mel;
using GetYourMusicStyle.Scoring.Models;
using GetYourMusicStyle.Storage;

namespace GetYourMusicStyle.Pipeline.Objects;

/// <summary>What the feature stage has put in the store for one track. Thread-safe.</summary>
public sealed class StoredFeatures(IObjectStore store, ExtractorVersion version, ModelInputs inputs)
{
    /// <summary>The windows of a track and their features.</summary>
    /// <exception cref="ObjectMissingException">They are not there.</exception>
    /// <exception cref="ObjectDamagedException">They are no table.</exception>
    /// <exception cref="StorageException">The store cannot be reached or refuses.</exception>
    public Task<WindowTable> ReadTableAsync(string sha256, CancellationToken cancellation) => ReadTableAsync(store, sha256, version.Name, cancellation);

    /// <summary>The same of any version of the extractor.</summary>
    internal static async Task<WindowTable> ReadTableAsync(IObjectStore store, string sha256, string extractorVersion, CancellationToken cancellation)
    {
        string key = ObjectKeys.Windows(sha256, extractorVersion);
        using var bytes = new MemoryStream();
        await store.CopyToAsync(key, 0, WindowTableFormat.MostBytes + 1, bytes, cancellation);
        return Decode(key, bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }

    /// <summary>The table in an object.</summary>
    /// <exception cref="ObjectDamagedException">It is no table.</exception>
    internal static WindowTable Decode(string key, ReadOnlySpan<byte> bytes)
    {
        try
        {
            return WindowTableFormat.Decode(bytes);
        }
        catch (InvalidDataException e)
        {
            throw new ObjectDamagedException(key, e.Message);
        }
    }

    /// <summary>
    /// The table of a track whose log spectrograms, mel spectrograms and embeddings are there too, as many as windows; null if anything is missing or
    /// damaged.
    /// </summary>
    /// <exception cref="StorageException">The store cannot be reached or refuses.</exception>
    public async Task<WindowTable?> FindWholeAsync(string sha256, CancellationToken cancellation)
    {
        try
        {
            var table = await ReadTableAsync(sha256, cancellation);
            var spectrograms = await store.FindAsync(ObjectKeys.Spectrograms(sha256, version.Name), cancellation);
            if (spectrograms is null || WindowRows.Of(table, SpectrogramCodec.WindowBytes, spectrograms.Size) is null)
                return null;
            foreach (var mel in inputs.Mels)
            {
                var stored = await store.FindAsync(ObjectKeys.Mels(sha256, version.Name, mel.Key), cancellation);
                if (stored is null || MelSpectrogramFormat.WindowBytes(mel, stored.Size, table.Windows.Count) is null)
                    return null;
            }
            foreach (var backbone in inputs.Backbones)
            {
                var stored = await store.FindAsync(ObjectKeys.Embeddings(sha256, version.Name, backbone.Key), cancellation);
                if (stored is null || WindowRows.Of(table, EmbeddingFormat.RowBytes(backbone.Width), stored.Size) is null)
                    return null;
            }
            return table;
        }
        catch (Exception e) when (e is ObjectMissingException or ObjectDamagedException)
        {
            return null;
        }
    }

    /// <summary>The log spectrograms of a track as a local file; <see cref="WindowRows"/> says where in it.</summary>
    /// <exception cref="ObjectMissingException">They are not there.</exception>
    /// <exception cref="ObjectDamagedException">They are more or fewer.</exception>
    /// <exception cref="StorageException">The store cannot be reached or refuses.</exception>
    public Task<LocalFile> FetchSpectrogramsAsync(string sha256, WindowTable table, CancellationToken cancellation) =>
        FetchAsync(ObjectKeys.Spectrograms(sha256, version.Name), SpectrogramCodec.WindowBytes, table, cancellation);

    /// <summary>The embeddings that a backbone gives a track as a local file, for <see cref="EmbeddingFormat.Read"/>.</summary>
    /// <inheritdoc cref="FetchSpectrogramsAsync" path="/exception"/>
    public Task<LocalFile> FetchEmbeddingsAsync(string sha256, Backbone backbone, WindowTable table, CancellationToken cancellation) =>
        FetchAsync(ObjectKeys.Embeddings(sha256, version.Name, backbone.Key), EmbeddingFormat.RowBytes(backbone.Width), table, cancellation);

    /// <summary>The mel spectrograms of a track with some parameters as a local file, <paramref name="windows"/> of them.</summary>
    /// <inheritdoc cref="FetchSpectrogramsAsync" path="/exception"/>
    public async Task<LocalFile> FetchMelsAsync(string sha256, MelParameters mel, int windows, CancellationToken cancellation)
    {
        string key = ObjectKeys.Mels(sha256, version.Name, mel.Key);
        var copy = await store.FetchAsync(key, cancellation);
        long length = new FileInfo(copy.Path).Length;
        if (MelSpectrogramFormat.WindowBytes(mel, length, windows) is not null)
            return copy;
        copy.Dispose();
        throw new ObjectDamagedException(key, $"its {length} bytes are not {windows} windows of {mel.Bands} bands");
    }

    private async Task<LocalFile> FetchAsync(string key, int rowBytes, WindowTable table, CancellationToken cancellation)
    {
        var copy = await store.FetchAsync(key, cancellation);
        long length = new FileInfo(copy.Path).Length;
        if (WindowRows.Of(table, rowBytes, length) is not null)
            return copy;
        copy.Dispose();
        throw new ObjectDamagedException(key, $"{table.Sounding} windows take {(long)table.Sounding * rowBytes} bytes, it has {length}");
    }
}
