using GetYourMusicStyle.Analysis.Formats;
using GetYourMusicStyle.Features;
using GetYourMusicStyle.Storage;

namespace GetYourMusicStyle.Pipeline.Objects;

/// <summary>The log spectrograms of whole tracks out of the store. Thread-safe.</summary>
public sealed class SpectrogramStripReader(IObjectStore store)
{
    /// <summary>
    /// Writes the log spectrograms of a track as one PNG, 100 pixels high, whose width spans the track. Windows are read one by one: a track of
    /// ten hours takes no more memory than a short one.
    /// </summary>
    /// <remarks>
    /// Each log spectrogram is relative to its own maximum. So that the quiet looks quieter than the loud, each is brought down by how far its
    /// root mean square (of the harmonic and percussive parts) is below the largest of the track.
    /// </remarks>
    /// <param name="width">Pixels, above 0.</param>
    /// <exception cref="ObjectMissingException">The track has no log spectrograms of this version.</exception>
    /// <exception cref="ObjectDamagedException">What is stored is not what it should be.</exception>
    /// <exception cref="StorageException">The store cannot be reached or refuses.</exception>
    public async Task WritePngAsync(string sha256, string extractorVersion, int width, Stream destination, CancellationToken cancellation)
    {
        var table = await StoredFeatures.ReadTableAsync(store, sha256, extractorVersion, cancellation);
        string key = ObjectKeys.Spectrograms(sha256, extractorVersion);
        using var copy = await store.FetchAsync(key, cancellation);
        using var file = File.OpenRead(copy.Path);
        var rows = WindowRows.Of(table, SpectrogramCodec.WindowBytes, file.Length)
            ?? throw new ObjectDamagedException(key, $"it does not have {table.Sounding} windows");
        var strip = new SpectrogramStrip(table.DurationSeconds, width);
        var levels = Levels(table);
        byte[] bytes = new byte[SpectrogramCodec.WindowBytes];
        float[] decibels = new float[SpectrogramCodec.WindowValues];
        for (int n = 0; n < table.Windows.Count; n++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (rows.Of(n) is null)
                SpectrogramCodec.EncodeSilence(bytes);
            else
                await file.ReadExactlyAsync(bytes, cancellation);
            SpectrogramCodec.Decode(bytes, decibels);
            var window = table.Windows[n];
            double next = n + 1 < table.Windows.Count ? table.Windows[n + 1].StartSeconds : window.EndSeconds;
            strip.Add(window, Math.Min(next, window.EndSeconds), decibels, levels[n]);
        }
        strip.WritePng(destination);
    }

    // In dB below the loudest window that is not silent.
    private static float[] Levels(WindowTable table)
    {
        const double MinPower = 1e-12;     // far below -60 dBFS, where silence begins
        float[] levels = new float[table.Windows.Count];
        for (int n = 0; n < levels.Length; n++)
        {
            var features = table.Features(n);
            double harmonic = features[FeatureNames.RmsHarmonic], percussive = features[FeatureNames.RmsPercussive];
            double power = (harmonic * harmonic) + (percussive * percussive);
            levels[n] = double.IsFinite(power) ? (float)(10 * Math.Log10(power + MinPower)) : 0;
        }
        float loudest = levels.Where((_, n) => !table.Windows[n].Silent).DefaultIfEmpty().Max();
        return Array.ConvertAll(levels, level => Math.Min(0, level - loudest));
    }
}
