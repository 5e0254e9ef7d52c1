using GetYourMusicStyle.Servers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace GetYourMusicStyle.Storage.Tests;

/// <summary>One S3 server and one folder for all tests of the project, which run one after another, each below a prefix of its own.</summary>
public sealed class Stores : IAsyncLifetime
{
    private readonly List<ServiceProvider> _providers = [];
    private int _count;

    public S3Server Server { get; private set; } = null!;

    /// <summary>A folder for files of the tests.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("gyms-storage-").FullName;

    public async Task InitializeAsync()
    {
        Server = await S3Server.StartAsync();
        await Open(StorageKind.S3).PrepareAsync(default);
    }

    public async Task DisposeAsync()
    {
        foreach (ServiceProvider provider in _providers)
            await provider.DisposeAsync();
        await Server.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>The store of that kind, opened anew.</summary>
    public IObjectStore Open(StorageKind kind, Action<StorageOptions>? configure = null, FakeTimeProvider? time = null)
    {
        var services = new ServiceCollection();
        if (time is not null)
            services.AddSingleton<TimeProvider>(time);
        services.AddStorage(options =>
        {
            options.Kind = kind;
            options.Folder = Path.Combine(Folder, "store");
            options.Endpoint = Server.Endpoint;
            options.AccessKey = Server.Settings["Storage:AccessKey"];
            options.SecretKey = Server.Settings["Storage:SecretKey"];
            options.TemporaryFolder = Path.Combine(Folder, "fetched");
            configure?.Invoke(options);
        });
        ServiceProvider provider = services.BuildServiceProvider();
        _providers.Add(provider);
        return provider.GetRequiredService<IObjectStore>();
    }

    /// <summary>A prefix that no other test uses, with a slash at its end.</summary>
    public string NewPrefix() => $"test{Interlocked.Increment(ref _count)}/";

    /// <summary>A file of random bytes.</summary>
    public string NewFile(long size)
    {
        string path = Path.Combine(Folder, $"file{Interlocked.Increment(ref _count)}");
        using FileStream file = File.Create(path);
        byte[] piece = new byte[1 << 20];
        var random = new Random(_count);
        for (long left = size; left > 0; left -= piece.Length)
        {
            random.NextBytes(piece);
            file.Write(piece, 0, (int)Math.Min(left, piece.Length));
        }
        return path;
    }
}

[CollectionDefinition(Name)]
public sealed class StoreTests : ICollectionFixture<Stores>
{
    public const string Name = "stores";
}
