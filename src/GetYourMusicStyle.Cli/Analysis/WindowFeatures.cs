using GetYourMusicStyle.Audio;
using GetYourMusicStyle.Cli.Input;
using GetYourMusicStyle.Features;

namespace GetYourMusicStyle.Cli.Analysis;

/// <summary>The windows of one file and their features, 25 a window; or the reason why there are none.</summary>
internal sealed record FeatureReport(AudioFile File, IReadOnlyList<WindowSpan> Windows, IReadOnlyList<float> Features)
{
    /// <summary>What the file is labelled; null when no labels are wanted.</summary>
    public string? Label { get; init; }

    public string? Error { get; init; }
}

/// <summary>From a path to the features of its windows. One a thread.</summary>
internal sealed class WindowFeatures(TrackDecoder decoder, WindowAnalyzer analyzer)
{
    private readonly float[] _features = new float[FeatureNames.Count];

    /// <summary>All windows of one file, silent ones too.</summary>
    public FeatureReport Analyze(AudioFile file, CancellationToken cancellation)
    {
        try
        {
            var windows = new List<WindowSpan>();
            var features = new List<float>();
            using var stream = decoder.Open(file.Path, cancellation);
            while (stream.TryRead(out var window))
            {
                cancellation.ThrowIfCancellationRequested();
                analyzer.Analyze(window.Samples.Span);
                analyzer.CopyFeatures(_features);
                windows.Add(new WindowSpan(window.StartSeconds, window.EndSeconds, window.Silent));
                features.AddRange(_features);
            }
            return new FeatureReport(file, windows, features);
        }
        catch (Exception e) when (FileFault.Explain(file.Path, e) is { } reason)
        {
            return new FeatureReport(file, [], []) { Error = reason };
        }
    }
}
