using GetYourMusicStyle.Audio;
using GetYourMusicStyle.Audio.Decoding;
using GetYourMusicStyle.Audio.Tags;
using GetYourMusicStyle.Features;

namespace GetYourMusicStyle.Analysis.Windows;

/// <summary>From an audio file to its analysed windows: the one loop that all analysis goes through. Reuses its buffers: one a thread.</summary>
public sealed class WindowReader(TrackDecoder decoder, WindowAnalyzer analyzer, ModelInputs inputs)
{
    private const double UsualBytesPerSecond = 16_000;      // 128 kbit/s: for the progress of files that do not tell their length
    private const double MaxProgress = 0.99;               // what is promised may be wrong; the end is known when it is reached

    private readonly AnalyzedWindow _window = new(analyzer, new WindowMels(inputs.Mels), new WindowMels(inputs.BackboneMels));

    /// <summary>Decodes a file window by window, silent ones too; memory does not grow with its length.</summary>
    /// <param name="take">Is given each window in order, valid during the call; false ends the reading.</param>
    /// <param name="progress">Is told the share read, 0 to 0.99, after each window.</param>
    /// <param name="withTags">Whether the file's tags are read too.</param>
    /// <param name="longestSeconds">The track may have no more.</param>
    /// <returns>The seconds read (the length of the track, unless the reading was ended) and the tags.</returns>
    /// <exception cref="AudioException">The file cannot be used.</exception>
    /// <exception cref="LongTrackException">It has more than <paramref name="longestSeconds"/>, or its header says so.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public (double DurationSeconds, TrackTags Tags) Read(
        string path, Func<AnalyzedWindow, bool> take, CancellationToken cancellation, IProgress<double>? progress = null, bool withTags = false,
        double longestSeconds = double.PositiveInfinity)
    {
        using var windows = decoder.Open(path, cancellation);
        if (windows.PromisedSeconds > longestSeconds)
            throw new LongTrackException(windows.PromisedSeconds.Value);
        double expected = progress is null ? double.PositiveInfinity
            : windows.PromisedSeconds is > 0 and var promised ? promised : new FileInfo(path).Length / UsualBytesPerSecond;
        while (windows.TryRead(out var window))
        {
            cancellation.ThrowIfCancellationRequested();
            if (windows.DurationSeconds > longestSeconds)
                throw new LongTrackException(windows.DurationSeconds);
            _window.MoveTo(window);
            if (!take(_window))
                break;
            progress?.Report(Math.Min(MaxProgress, windows.DurationSeconds / expected));
        }
        return (windows.DurationSeconds, withTags ? windows.ReadTags() : TrackTags.None);
    }

    /// <summary>Decodes all windows of a file; the length of the track in seconds.</summary>
    /// <inheritdoc cref="Read(string, Func{AnalyzedWindow, bool}, CancellationToken, IProgress{double}?, bool, double)" path="/exception"/>
    public double Read(string path, Action<AnalyzedWindow> take, CancellationToken cancellation)
    {
        return Read(path, TakeAll, cancellation).DurationSeconds;

        bool TakeAll(AnalyzedWindow window)
        {
            take(window);
            return true;
        }
    }
}
