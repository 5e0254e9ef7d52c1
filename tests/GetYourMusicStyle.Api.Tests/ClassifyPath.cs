using GetYourMusicStyle.Audio.Decoding;
using GetYourMusicStyle.Features;
using GetYourMusicStyle.Scoring.Models;
using GetYourMusicStyle.Scoring.Tracks;
using Microsoft.Extensions.DependencyInjection;

namespace GetYourMusicStyle.Api.Tests;

/// <summary>What the command line would say of a file: decoded, analysed and scored window by window in one go.</summary>
public static class ClassifyPath
{
    public static TrackVerdict Of(IServiceProvider services, string path)
    {
        var ensemble = services.GetRequiredService<Ensemble>();
        using var scorer = new TrackScorer(ensemble);
        var analyzer = services.GetRequiredService<WindowAnalyzer>();
        float[] features = new float[FeatureNames.Count], spectrogram = new float[100 * 100];
        using var windows = services.GetRequiredService<TrackDecoder>().Open(path, CancellationToken.None);
        while (windows.TryRead(out var window))
        {
            var span = new WindowSpan(window.StartSeconds, window.EndSeconds, window.Silent);
            if (!window.Silent)
            {
                analyzer.Analyze(window.Samples.Span);
                analyzer.CopyFeatures(features);
                analyzer.CopyLogSpectrogram(spectrogram);
            }
            scorer.Add(span, features, spectrogram);
        }
        return scorer.Finish(windows.DurationSeconds);
    }
}
