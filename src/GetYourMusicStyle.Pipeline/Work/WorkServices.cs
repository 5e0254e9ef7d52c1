using GetYourMusicStyle.Scoring;
using Microsoft.Extensions.DependencyInjection;

namespace GetYourMusicStyle.Pipeline;

/// <summary>Registration of the work of the stages.</summary>
public static class WorkServices
{
    /// <summary>
    /// Adds <see cref="FeatureWork"/>, <see cref="PictureWork"/>, <see cref="ScoreWork"/>, <see cref="SpectrogramReader"/>, <see cref="StripReader"/> and
    /// <see cref="ExtractorVersion"/>, with validated <see cref="PipelineOptions"/>. They need AddAudio, AddFeatures, AddStorage and, only when
    /// <see cref="ScoreWork"/> is resolved or the models look at mel spectrograms, AddScoring; nothing here touches the catalog.
    /// </summary>
    public static IServiceCollection AddPipelineWork(this IServiceCollection services, Action<PipelineOptions>? configure = null)
    {
        services.AddOptions<PipelineOptions>().Configure(configure ?? (_ => { })).ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddSingleton<ExtractorVersion>()
            .AddSingleton(provider => new MelInputs(provider.GetService<Ensemble>()?.Mels ?? []))
            .AddSingleton<StoredFeatures>()
            .AddSingleton<SpectrogramReader>()
            .AddSingleton<StripReader>()
            .AddSingleton<WorkFolder>()
            .AddSingleton<FeatureWork>()
            .AddSingleton<PictureWork>()
            .AddSingleton<ScoreWork>();
    }
}
