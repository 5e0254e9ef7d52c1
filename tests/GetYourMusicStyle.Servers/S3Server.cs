using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Containers;

namespace GetYourMusicStyle.Servers;

/// <summary>An S3 server: Ceph's RADOS gateway, or MinIO in a container.</summary>
public sealed class S3Server : TestServer
{
    private const string Image = "quay.io/minio/minio:RELEASE.2025-09-07T16-13-09Z";

    private S3Server(Host host, IReadOnlyDictionary<string, string> settings)
        : base(host, settings) { }

    /// <summary>Its address, such as <c>http://127.0.0.1:12345</c>.</summary>
    public string Endpoint => Settings["Storage:Endpoint"];

    /// <summary>Starts a server; returns when it answers.</summary>
    /// <param name="durable">
    /// Whether its data outlives <see cref="TestServer.KillAsync"/> and <see cref="TestServer.StopAsync"/>.
    /// A server that forgets starts in two seconds, one that does not in seven.
    /// </param>
    /// <exception cref="ServerException">It does not start; with the end of its log.</exception>
    public static async Task<S3Server> StartAsync(bool durable = true, CancellationToken cancellation = default)
    {
        if (await ContainerHost.AvailableAsync())
            return await StartContainerAsync(cancellation);
        NativeHost host = await NativeHost.StartAsync("s3", cancellation, ("S3_STORE", durable ? "bluestore" : "memstore"));
        return new(host, host.ReadSettings());
    }

    private static async Task<S3Server> StartContainerAsync(CancellationToken cancellation)
    {
        int port = ContainerHost.FreePort();
        IContainer container = new ContainerBuilder(Image)
            .WithPortBinding(port, 9000)
            .WithEnvironment("MINIO_ROOT_USER", "gyms").WithEnvironment("MINIO_ROOT_PASSWORD", "gyms-secret")
            .WithCommand("server", "/data")
            .WithWaitStrategy(Wait.ForUnixContainer().UntilHttpRequestIsSucceeded(request => request.ForPort(9000).ForPath("/minio/health/ready")))
            .Build();
        var host = new ContainerHost(container);
        await host.StartAsync(cancellation);
        return new(host, new Dictionary<string, string>
        {
            ["Storage:Kind"] = "S3",
            ["Storage:Endpoint"] = $"http://127.0.0.1:{port}",
            ["Storage:AccessKey"] = "gyms",
            ["Storage:SecretKey"] = "gyms-secret",
        });
    }
}
