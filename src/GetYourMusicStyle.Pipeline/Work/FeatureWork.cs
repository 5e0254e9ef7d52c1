using System.ComponentModel;
using GetYourMusicStyle.Analysis;
using GetYourMusicStyle.Analysis.Formats;
using GetYourMusicStyle.Analysis.Windows;
using GetYourMusicStyle.Audio;
using GetYourMusicStyle.Audio.Tags;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Pipeline.Objects;
using GetYourMusicStyle.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace GetYourMusicStyle.Pipeline.Work;

/// <summary>
/// The feature stage: audio from the store to features and log spectrograms in the store, and the mel spectrograms that the models in use
/// take as input. Thread-safe.
/// </summary>
public sealed class FeatureWork(
    IObjectStore store, StoredFeatures stored, ExtractorVersion version, TemporaryFolder folder, MelInputs mels, IServiceProvider services) : IDisposable
{
    private readonly Pool<TrackExtractor> _extractors = new(services.GetRequiredService<TrackExtractor>);

    /// <summary>
    /// Does one track, on a thread of its own. What is there already is used unless the job says to do it again; what is damaged is done again.
    /// Memory does not grow with the log spectrograms; 120 bytes a window stay.
    /// </summary>
    /// <param name="progress">Receives the share done, 0 to 1, after each window; called on the working thread.</param>
    /// <exception cref="AudioException">The file cannot be used; that will not change.</exception>
    /// <exception cref="StorageException">The store cannot be reached, or the audio is not there (<see cref="ObjectMissingException"/>).</exception>
    /// <exception cref="IOException">The local disk is full or broken, or ffmpeg is not installed.</exception>
    public async Task<TrackFacts> RunAsync(ClaimedJob job, IProgress<double> progress, CancellationToken cancellation)
    {
        if (!job.Redo && await stored.FindWholeAsync(job.Sha256, cancellation) is { } there)
            return Facts(there, TrackTags.None);
        using var audio = await store.FetchAsync(ObjectKeys.Audio(job.Sha256), cancellation);
        using var spectrograms = folder.NewFile();
        using var melFiles = new TemporaryFiles(mels.All.Select(_ => folder.NewFile()));
        var (table, tags) = await Task.Factory.StartNew(
            () => Extract(audio.Path, spectrograms.Path, melFiles.Paths, progress, cancellation), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await store.PutFileAsync(ObjectKeys.Spectrograms(job.Sha256, version.Name), spectrograms.Path, SpectrogramCodec.MediaType, cancellation);
        foreach (var (mel, path) in mels.All.Zip(melFiles.Paths))
            await store.PutFileAsync(ObjectKeys.Mels(job.Sha256, version.Name, mel.Key), path, MelSpectrogramFormat.MediaType, cancellation);
        await store.PutAsync(ObjectKeys.Windows(job.Sha256, version.Name), WindowTableFormat.Encode(table), WindowTableFormat.MediaType, cancellation);
        return Facts(table, tags);
    }

    /// <inheritdoc/>
    public void Dispose() => _extractors.Dispose();

    private (WindowTable Table, TrackTags Tags) Extract(
        string audio, string spectrograms, IReadOnlyList<string> melFiles, IProgress<double> progress, CancellationToken cancellation)
    {
        try
        {
            return _extractors.Use(extractor => extractor.Extract(audio, spectrograms, melFiles, progress, cancellation));
        }
        catch (AudioException e) when (e.Fault is AudioFault.Missing or AudioFault.Unreadable || e.InnerException is Win32Exception)
        {
            throw new IOException(e.Message, e);    // the fault of this machine, not of the file
        }
    }

    private TrackFacts Facts(WindowTable table, TrackTags tags) =>
        new(table.DurationSeconds, table.Windows.Count, version.Name, tags.Title, tags.Artist, tags.Album, tags.Genre);
}
