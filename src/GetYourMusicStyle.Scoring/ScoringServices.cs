using GetYourMusicStyle.Scoring.Models;
using GetYourMusicStyle.Scoring.Tracks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Scoring;

/// <summary>Registers the library.</summary>
public static class ScoringServices
{
    /// <summary>
    /// Adds <see cref="Ensemble"/> (one, thread-safe; resolving it loads and checks the models and throws
    /// <see cref="ModelException"/>) and <see cref="TrackScorer"/> (transient; one a thread).
    /// </summary>
    public static IServiceCollection AddScoring(this IServiceCollection services, Action<ScoringOptions>? configure = null)
    {
        services.AddOptions<ScoringOptions>().Configure(configure ?? (_ => { })).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => Ensemble.Load(provider.GetRequiredService<IOptions<ScoringOptions>>().Value));
        services.AddTransient(provider => new TrackScorer(provider.GetRequiredService<Ensemble>()));
        return services;
    }
}
