using GetYourMusicStyle.Storage.Folder;
using GetYourMusicStyle.Storage.S3;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Storage;

/// <summary>Registration of the object store.</summary>
public static class StorageServices
{
    /// <summary>Adds <see cref="IObjectStore"/> as <see cref="StorageOptions.Kind"/> says, with validated options.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, Action<StorageOptions>? configure = null)
    {
        services.AddOptions<StorageOptions>().Configure(configure ?? (_ => { })).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(Random.Shared);
        services.TryAddSingleton<IObjectStore>(provider =>
        {
            StorageOptions options = provider.GetRequiredService<IOptions<StorageOptions>>().Value;
            var time = provider.GetRequiredService<TimeProvider>();
            return options.Kind == StorageKind.S3
                ? new S3ObjectStore(options, time, provider.GetRequiredService<Random>())
                : new FolderObjectStore(options.Folder, time);
        });
        return services;
    }
}
