using Microsoft.Extensions.DependencyInjection;

namespace GetYourMusicStyle.Storage;

/// <summary>Registration of the object store.</summary>
public static class StorageServices
{
    /// <summary>Adds <see cref="IObjectStore"/> as <see cref="StorageOptions.Kind"/> says, with validated options.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, Action<StorageOptions>? configure = null)
    {
        services.AddOptions<StorageOptions>().Configure(configure ?? (_ => { })).ValidateDataAnnotations().ValidateOnStart();
        return services;
    }
}
