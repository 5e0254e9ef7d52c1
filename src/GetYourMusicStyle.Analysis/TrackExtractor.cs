using System.Runtime.InteropServices;
using GetYourMusicStyle.Analysis.Formats;
using GetYourMusicStyle.Analysis.Windows;
using GetYourMusicStyle.Audio;
using GetYourMusicStyle.Audio.Tags;
using GetYourMusicStyle.Features;
using GetYourMusicStyle.Scoring;
using GetYourMusicStyle.Scoring.Embeddings;

namespace GetYourMusicStyle.Analysis;

/// <summary>
/// From an audio file to a table of windows and files of log spectrograms, mel spectrograms and embeddings, window by window: spectrograms are never
/// all in memory. One a thread.
/// </summary>
public sealed class TrackExtractor(WindowReader reader, ModelInputs inputs) : IDisposable
{
    private static readonly float[] NoFeatures = new float[FeatureNames.Count];

    private readonly TrackEmbedder _embedder = new(inputs.Backbones);
    private readonly byte[] _bytes = new byte[SpectrogramCodec.WindowBytes];

    /// <summary>Decodes all windows and analyses those that are not silent; a silent one is a row of zeros in the table and nothing else.</summary>
    /// <param name="audio">The file.</param>
    /// <param name="spectrograms">The file to make of the log spectrograms, as <see cref="SpectrogramCodec"/> has them.</param>
    /// <param name="melFiles">The files to make of the mel spectrograms, one for each of <see cref="ModelInputs.Mels"/>, as <see cref="MelSpectrogramFormat"/> has them.</param>
    /// <param name="embeddingFiles">The files to make of the embeddings, one for each of <see cref="ModelInputs.Backbones"/>, as <see cref="EmbeddingFormat"/> has them.</param>
    /// <param name="longestSeconds">The track may have no more.</param>
    /// <param name="progress">Is told the share done, 0 to 0.99, after each window.</param>
    /// <exception cref="AudioException">The file cannot be used.</exception>
    /// <exception cref="LongTrackException">It has more than <paramref name="longestSeconds"/>, or its header says so.</exception>
    /// <exception cref="ModelException">A backbone answered with a value that is not finite.</exception>
    /// <exception cref="IOException">The files cannot be written.</exception>
    public (WindowTable Table, TrackTags Tags) Extract(
        string audio, string spectrograms, IReadOnlyList<string> melFiles, IReadOnlyList<string> embeddingFiles, double longestSeconds,
        IProgress<double> progress, CancellationToken cancellation)
    {
        var table = new WindowTable();
        using var output = Create(spectrograms);
        using var melOutputs = new FileStreams(melFiles.Select(Create));
        try
        {
            var (duration, tags) = reader.Read(audio, Take, cancellation, progress, withTags: true, longestSeconds);
            table.DurationSeconds = duration;
            foreach (var (embeddings, path) in _embedder.Finish().Zip(embeddingFiles))
                EmbeddingFormat.Write(path, embeddings.Span, table);
            return (table, tags);
        }
        finally
        {
            _embedder.Reset();
        }

        bool Take(AnalyzedWindow window)
        {
            if (table.Windows.Count == WindowTableFormat.MostWindows)
                throw new AudioException(AudioFault.TooLong, $"The track has more than the {WindowTableFormat.MostWindows} windows allowed.");
            table.Add(window.Span, window.Span.Silent ? NoFeatures : window.Features);
            if (!window.Span.Silent)
            {
                SpectrogramCodec.Encode(window.LogSpectrogram, _bytes);
                output.Write(_bytes);
            }
            foreach (var (mel, file) in window.Mels.Zip(melOutputs.All))
                file.Write(MemoryMarshal.AsBytes(mel.Span));
            _embedder.Add(window.Span, window.BackboneMels);
            return true;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _embedder.Dispose();

    private static FileStream Create(string path) => new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);

    private sealed class FileStreams(IEnumerable<FileStream> streams) : IDisposable
    {
        public IReadOnlyList<FileStream> All { get; } = [.. streams];

        public void Dispose()
        {
            foreach (var stream in All)
                stream.Dispose();
        }
    }
}
