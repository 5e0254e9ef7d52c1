using GetYourMusicStyle.Audio.Decoding;
using Microsoft.Extensions.DependencyInjection;

namespace GetYourMusicStyle.Audio;

/// <summary>Registration of the audio library.</summary>
public static class AudioServices
{
    /// <summary>Adds <see cref="TrackDecoder"/> and <see cref="TagReader"/> (one for all threads) with validated <see cref="AudioOptions"/>.</summary>
    public static IServiceCollection AddAudio(this IServiceCollection services, Action<AudioOptions>? configure = null)
    {
        services.AddOptions<AudioOptions>().Configure(configure ?? (_ => { })).ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<TrackDecoder>().AddSingleton<TagReader>();
    }
}
