using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Storage.Tests;

public class OptionsTests
{
    public static readonly TheoryData<string, Action<StorageOptions>> Wrong = new()
    {
        { "Storage:Folder", _ => { } },
        { "Storage:Endpoint", options => options.Kind = StorageKind.S3 },
        { "Storage:Endpoint", options => (options.Kind, options.Endpoint) = (StorageKind.S3, "minio:9000") },
        { "Storage:AccessKey", options => (options.Kind, options.Endpoint) = (StorageKind.S3, "http://minio:9000") },
        { "TimeoutSeconds", options => (options.Folder, options.TimeoutSeconds) = ("x", 0) },
        { "Storage:Bucket", options => (options.Kind, options.Endpoint, options.AccessKey, options.SecretKey, options.Bucket) = (StorageKind.S3, "http://minio:9000", "a", "b", "No Bucket") },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_setting_is_named_before_any_work(string setting, Action<StorageOptions> configure)
    {
        using ServiceProvider provider = new ServiceCollection().AddStorage(configure).BuildServiceProvider();
        OptionsValidationException e = Assert.Throws<OptionsValidationException>(provider.GetRequiredService<IObjectStore>);
        Assert.Contains(setting, e.Message);
    }
}
