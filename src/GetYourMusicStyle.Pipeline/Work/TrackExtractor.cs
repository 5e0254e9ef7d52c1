using System.Runtime.InteropServices;
using GetYourMusicStyle.Audio;
using GetYourMusicStyle.Features;

namespace GetYourMusicStyle.Pipeline;

/// <summary>
/// From an audio file to a table of windows and files of log and mel spectrograms, window by window: they are never all in memory. One a thread.
/// </summary>
internal sealed class TrackExtractor(TrackDecoder decoder, WindowAnalyzer analyzer, WindowMels mels)
{
    private const double UsualBytesPerSecond = 16_000;      // 128 kbit/s: for the progress of files that do not tell their length
    private const double MostProgress = 0.99;               // the objects have to be put yet

    private readonly float[] _features = new float[FeatureNames.Count];
    private readonly float[] _spectrogram = new float[SpectrogramCodec.WindowValues];
    private readonly byte[] _bytes = new byte[SpectrogramCodec.WindowBytes];

    /// <summary>Decodes and analyses all windows, silent ones too.</summary>
    /// <exception cref="AudioException">The file cannot be used.</exception>
    /// <exception cref="IOException">The spectrograms cannot be written.</exception>
    public (WindowTable Table, TrackTags Tags) Extract(
        string audio, string spectrograms, IReadOnlyList<string> melFiles, IProgress<double> progress, CancellationToken cancellation)
    {
        var table = new WindowTable();
        using var windows = decoder.Open(audio, cancellation);
        using var output = Create(spectrograms);
        using var melOutputs = new FileStreams(melFiles.Select(Create));
        double expected = windows.PromisedSeconds is > 0 and var promised ? promised : new FileInfo(audio).Length / UsualBytesPerSecond;
        while (windows.TryRead(out var window))
        {
            cancellation.ThrowIfCancellationRequested();
            if (table.Windows.Count == WindowTableFormat.MostWindows)
                throw new AudioException(AudioFault.TooLong, $"The track has more than the {WindowTableFormat.MostWindows} windows allowed.");
            analyzer.Analyze(window.Samples.Span);
            analyzer.CopyFeatures(_features);
            analyzer.CopyLogSpectrogram(_spectrogram);
            SpectrogramCodec.Encode(_spectrogram, _bytes);
            output.Write(_bytes);
            foreach (var (mel, file) in mels.Compute(window.Samples.Span).Zip(melOutputs.All))
                file.Write(MemoryMarshal.AsBytes(mel.Span));
            table.Add(new WindowSpan(window.StartSeconds, window.EndSeconds, window.Silent), _features);
            progress.Report(Math.Min(MostProgress, windows.DurationSeconds / expected));
        }
        table.DurationSeconds = windows.DurationSeconds;
        return (table, windows.ReadTags());
    }

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
