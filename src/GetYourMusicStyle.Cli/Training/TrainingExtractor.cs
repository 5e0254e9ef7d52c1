using GetYourMusicStyle.Analysis.Windows;
using GetYourMusicStyle.Audio;
using GetYourMusicStyle.Features;

namespace GetYourMusicStyle.Cli.Training;

/// <summary>From a file's audio to what the trainer needs of it, by the code that scores. One a thread.</summary>
internal sealed class TrainingExtractor(WindowReader reader)
{
    /// <summary>How far into a file is listened, in seconds: past the introduction, three clips of 30 s.</summary>
    public const double ListenedSeconds = 120;

    /// <summary>The windows of the first <see cref="ListenedSeconds"/>.</summary>
    /// <exception cref="AudioException">The file cannot be decoded.</exception>
    public ExtractedFile Extract(string path, CancellationToken cancellation)
    {
        var windows = new List<WindowSpan>();
        var features = new List<float>();
        var spectrograms = new List<Half>();
        reader.Read(path, Take, cancellation);
        return new ExtractedFile([.. windows], [.. features], [.. spectrograms]);

        bool Take(AnalyzedWindow window)
        {
            if (window.Span.StartSeconds >= ListenedSeconds)
                return false;
            windows.Add(window.Span);
            features.AddRange(window.Features);
            foreach (float decibels in window.LogSpectrogram)
                spectrograms.Add((Half)SpectrogramScale.Normalize(decibels));
            return true;
        }
    }
}
