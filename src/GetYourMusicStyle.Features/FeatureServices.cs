using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Features;

/// <summary>Registers feature extraction.</summary>
public static class FeatureServices
{
    /// <summary>Adds <see cref="WindowAnalyzer"/>, a new one each time it is asked for, since each thread needs its own.</summary>
    public static IServiceCollection AddFeatures(this IServiceCollection services, Action<FeatureOptions>? configure = null)
    {
        services.AddOptions<FeatureOptions>().Configure(configure ?? (_ => { })).ValidateDataAnnotations().ValidateOnStart();
        return services.AddTransient(provider => ActivatorUtilities.CreateInstance<WindowAnalyzer>(
            provider, provider.GetRequiredService<IOptions<FeatureOptions>>()));
    }
}
