using GetYourMusicStyle.Recommender.Index;
using GetYourMusicStyle.Recommender.Playlists;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Recommender;

/// <summary>Registers the library.</summary>
public static class RecommenderServices
{
    /// <summary>
    /// Adds validated <see cref="RecommenderOptions"/> and <see cref="PlaylistBuilder"/> (one, thread-safe). A <see cref="TrackIndex"/> is of one
    /// model version, so whoever knows the version makes it.
    /// </summary>
    public static IServiceCollection AddRecommender(this IServiceCollection services, Action<RecommenderOptions>? configure = null)
    {
        services.AddOptions<RecommenderOptions>().Configure(configure ?? (_ => { })).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<RecommenderOptions>>().Value);
        services.AddSingleton<PlaylistBuilder>();
        return services;
    }
}
