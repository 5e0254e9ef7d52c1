using System.ComponentModel;
using GetYourMusicStyle.Analysis;
using GetYourMusicStyle.Analysis.Formats;
using GetYourMusicStyle.Analysis.Windows;
using GetYourMusicStyle.Audio;
using GetYourMusicStyle.Audio.Tags;
using GetYourMusicStyle.Catalog;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Contracts;
using GetYourMusicStyle.Pipeline.Objects;
using GetYourMusicStyle.Scoring;
using GetYourMusicStyle.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Pipeline.Work;

/// <summary>
/// The feature stage: audio from the store to features and log spectrograms in the store, and the mel spectrograms and embeddings that the models in
/// use take as input. Thread-safe.
/// </summary>
public sealed class FeatureWork(
    IObjectStore store, StoredFeatures stored, ExtractorVersion version, TemporaryFolder folder, ModelInputs inputs, IOptions<CatalogOptions> catalog,
    IServiceProvider services) : IDisposable
{
    // Not by the container, which would keep each until its own end: one is given up with every damaged file.
    private readonly Pool<TrackExtractor> _extractors = new(() => ActivatorUtilities.CreateInstance<TrackExtractor>(services));

    /// <summary>
    /// Does one track, on a thread of its own. What is there already is used unless the job says to do it again; what is damaged is done again.
    /// Memory does not grow with the spectrograms; 120 bytes a window stay, and its embeddings. Of silent windows nothing is stored but that they are there.
    /// </summary>
    /// <param name="progress">Receives the share done, 0 to 1, after each window; called on the working thread.</param>
    /// <exception cref="AudioException">The file cannot be used; that will not change.</exception>
    /// <exception cref="LongTrackException">The track is longer than what other queues than the slow one take.</exception>
    /// <exception cref="ModelException">A backbone answered with a value that is not finite.</exception>
    /// <exception cref="StorageException">The store cannot be reached, or the audio is not there (<see cref="ObjectMissingException"/>).</exception>
    /// <exception cref="IOException">The local disk is full or broken, or ffmpeg is not installed.</exception>
    public async Task<TrackFacts> RunAsync(ClaimedJob job, IProgress<double> progress, CancellationToken cancellation)
    {
        if (!job.Redo && await stored.FindWholeAsync(job.Sha256, cancellation) is { } there)
            return Facts(there, TrackTags.None);
        double longest = job.Priority == QueuePriority.Slow ? double.PositiveInfinity : catalog.Value.SlowAudioSeconds;
        using var audio = await store.FetchAsync(ObjectKeys.Audio(job.Sha256), cancellation);
        using var spectrograms = folder.NewFile();
        using var melFiles = new TemporaryFiles(inputs.Mels.Select(_ => folder.NewFile()));
        using var embeddingFiles = new TemporaryFiles(inputs.Backbones.Select(_ => folder.NewFile()));
        var (table, tags) = await Task.Factory.StartNew(
            () => Extract(audio.Path, spectrograms.Path, melFiles.Paths, embeddingFiles.Paths, longest, progress, cancellation), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await store.PutFileAsync(ObjectKeys.Spectrograms(job.Sha256, version.Name), spectrograms.Path, SpectrogramCodec.MediaType, cancellation);
        foreach (var (mel, path) in inputs.Mels.Zip(melFiles.Paths))
            await store.PutFileAsync(ObjectKeys.Mels(job.Sha256, version.Name, mel.Key), path, MelSpectrogramFormat.MediaType, cancellation);
        foreach (var (backbone, path) in inputs.Backbones.Zip(embeddingFiles.Paths))
            await store.PutFileAsync(ObjectKeys.Embeddings(job.Sha256, version.Name, backbone.Key), path, EmbeddingFormat.MediaType, cancellation);
        await store.PutAsync(ObjectKeys.Windows(job.Sha256, version.Name), WindowTableFormat.Encode(table), WindowTableFormat.MediaType, cancellation);
        return Facts(table, tags);
    }

    /// <inheritdoc/>
    public void Dispose() => _extractors.Dispose();

    private (WindowTable Table, TrackTags Tags) Extract(
        string audio, string spectrograms, IReadOnlyList<string> melFiles, IReadOnlyList<string> embeddingFiles, double longestSeconds,
        IProgress<double> progress, CancellationToken cancellation)
    {
        try
        {
            return _extractors.Use(extractor => extractor.Extract(audio, spectrograms, melFiles, embeddingFiles, longestSeconds, progress, cancellation));
        }
        catch (AudioException e) when (e.Fault is AudioFault.Missing or AudioFault.Unreadable || e.InnerException is Win32Exception)
        {
            throw new IOException(e.Message, e);    // the fault of this machine, not of the file
        }
    }

    private TrackFacts Facts(WindowTable table, TrackTags tags) =>
        new(table.DurationSeconds, table.Windows.Count, version.Name, tags.Title, tags.Artist, tags.Album, tags.Genre);
}
