using GetYourMusicStyle.Analysis.Windows;
using GetYourMusicStyle.Audio;
using GetYourMusicStyle.Features;
using GetYourMusicStyle.Scoring.Models;
using Microsoft.Extensions.DependencyInjection;

namespace GetYourMusicStyle.Analysis;

/// <summary>Registration of the analysis of audio files.</summary>
public static class AnalysisServices
{
    /// <summary>
    /// Adds <see cref="WindowReader"/>, <see cref="TrackExtractor"/> and <see cref="TrackAnalyzer"/>, new ones each time they are asked for, since
    /// each thread needs its own; <see cref="ModelInputs"/> and <see cref="ExtractorVersion"/>; and with them AddAudio and AddFeatures.
    /// <see cref="TrackAnalyzer"/> needs AddScoring, whose models decide which mel spectrograms and embeddings there are; without it there are none.
    /// </summary>
    /// <param name="audio">Section <c>Audio</c>.</param>
    /// <param name="features">Section <c>Features</c>.</param>
    public static IServiceCollection AddAnalysis(
        this IServiceCollection services, Action<AudioOptions>? audio = null, Action<FeatureOptions>? features = null) => services
        .AddAudio(audio)
        .AddFeatures(features)
        .AddSingleton<ExtractorVersion>()
        .AddSingleton(provider => ModelInputs.Of(provider.GetService<Ensemble>()))
        .AddTransient<WindowReader>()
        .AddTransient<TrackExtractor>()
        .AddTransient<TrackAnalyzer>();
}
