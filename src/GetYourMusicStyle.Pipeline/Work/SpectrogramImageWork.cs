using GetYourMusicStyle.Analysis;
using GetYourMusicStyle.Analysis.Formats;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Pipeline.Objects;
using GetYourMusicStyle.Storage;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Pipeline.Work;

/// <summary>The stage of spectrogram images: log spectrograms in the store to a PNG a window. Thread-safe.</summary>
public sealed class SpectrogramImageWork(IObjectStore store, StoredFeatures stored, ExtractorVersion version, IOptions<PipelineOptions> options)
{
    private const string MediaType = "image/png";

    /// <summary>
    /// Renders the spectrogram images of one track; those that are there are skipped unless the job says to do it again. The last one is put last, so
    /// that its being there says that all are.
    /// </summary>
    /// <param name="progress">Receives the share done, 0 to 1, after each image, from several threads.</param>
    /// <returns>The version of the extractor whose images are now in the store.</returns>
    /// <exception cref="ObjectMissingException">There are no features or log spectrograms: the features have to be done first.</exception>
    /// <exception cref="ObjectDamagedException">They are damaged: the features have to be done again.</exception>
    /// <exception cref="StorageException">The store cannot be reached or refuses.</exception>
    public async Task<string> RunAsync(ClaimedJob job, IProgress<double> progress, CancellationToken cancellation)
    {
        var table = await stored.ReadTableAsync(job.Sha256, cancellation);
        int last = table.Windows.Count - 1;
        if (!job.Redo && await store.FindAsync(Key(last), cancellation) is not null)
            return version.Name;
        var there = job.Redo ? [] : await PresentAsync(job.Sha256, cancellation);
        using var copy = await stored.FetchSpectrogramsAsync(job.Sha256, table, cancellation);
        using var spectrograms = File.OpenHandle(copy.Path);
        var rows = WindowRows.Of(table, SpectrogramCodec.WindowBytes, RandomAccess.GetLength(spectrograms))
            ?? throw new IOException("The local copy of the log spectrograms was cut short.");
        int done = there.Count;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Value.ParallelPuts, CancellationToken = cancellation };
        await Parallel.ForEachAsync(Enumerable.Range(0, last).Where(window => !there.Contains(Key(window))), parallel, async (window, stop) =>
        {
            await RenderAsync(window, stop);
            progress.Report((double)Interlocked.Increment(ref done) / (last + 1));
        });
        await RenderAsync(last, cancellation);
        return version.Name;

        string Key(int window) => ObjectKeys.SpectrogramImage(job.Sha256, version.Name, window);

        async Task RenderAsync(int window, CancellationToken stop)
        {
            byte[] bytes = new byte[SpectrogramCodec.WindowBytes];
            if (rows.Of(window) is { } row)
                RandomAccess.Read(spectrograms, bytes, (long)row * SpectrogramCodec.WindowBytes);
            else
                SpectrogramCodec.EncodeSilence(bytes);
            await store.PutAsync(Key(window), SpectrogramReader.RenderPng(bytes), MediaType, stop);
        }
    }

    private async Task<HashSet<string>> PresentAsync(string sha256, CancellationToken cancellation)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var image in store.ListAsync(ObjectKeys.SpectrogramImages(sha256, version.Name), cancellation))
            keys.Add(image.Key);
        return keys;
    }
}
