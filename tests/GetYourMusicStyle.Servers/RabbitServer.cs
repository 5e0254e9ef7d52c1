using DotNet.Testcontainers.Containers;
using Testcontainers.RabbitMq;

namespace GetYourMusicStyle.Servers;

/// <summary>A RabbitMQ broker.</summary>
public sealed class RabbitServer : TestServer
{
    private const string Image = "rabbitmq:4.1.4";
    private int _virtualHosts;

    private RabbitServer(Host host, IReadOnlyDictionary<string, string> settings)
        : base(host, settings) { }

    /// <summary>The address of the virtual host <c>/</c>: <c>amqp://guest:guest@127.0.0.1:PORT/</c>.</summary>
    public string Address => Settings["Bus:Host"];

    /// <summary>Starts a broker; returns when it takes connections.</summary>
    /// <exception cref="ServerException">It does not start; with the end of its log.</exception>
    public static async Task<RabbitServer> StartAsync(CancellationToken cancellation = default)
    {
        if (await ContainerHost.AvailableAsync())
            return await StartContainerAsync(cancellation);
        NativeHost host = await NativeHost.StartAsync("rabbitmq", cancellation);
        return new(host, host.ReadSettings());
    }

    /// <summary>Makes a new virtual host, for one test: a tenth of a second, where a broker takes four.</summary>
    /// <returns>Its address, for <c>Bus:Host</c>.</returns>
    public async Task<string> CreateVirtualHostAsync(CancellationToken cancellation = default)
    {
        string name = $"test{Interlocked.Increment(ref _virtualHosts)}";
        if (Host is NativeHost native)
        {
            await native.RunAsync("vhost", [name], cancellation);
        }
        else
        {
            IContainer container = ((ContainerHost)Host).Container;
            foreach (string[] command in (string[][])[["add_vhost", name], ["set_permissions", "-p", name, "guest", ".*", ".*", ".*"]])
            {
                ExecResult result = await container.ExecAsync(["rabbitmqctl", .. command], cancellation);
                if (result.ExitCode != 0)
                    throw new ServerException(result.Stderr);
            }
        }
        return Address + name;
    }

    /// <summary>Kills the broker and brings it back at the same address with its disk lost: without a queue, without a message.</summary>
    public async Task RestartEmptyAsync(CancellationToken cancellation = default)
    {
        await KillAsync(cancellation);
        if (Host is NativeHost native)
        {
            native.Forget("mnesia");
            await RestartAsync(cancellation);
            return;
        }
        await RestartAsync(cancellation);
        foreach (string command in (string[])["stop_app", "reset", "start_app"])
            await ((ContainerHost)Host).Container.ExecAsync(["rabbitmqctl", command], cancellation);
    }

    private static async Task<RabbitServer> StartContainerAsync(CancellationToken cancellation)
    {
        int port = ContainerHost.FreePort();
        // The node's name, and with it the folder of its data, comes from the host name.
        RabbitMqContainer container = new RabbitMqBuilder(Image)
            .WithPortBinding(port, RabbitMqBuilder.RabbitMqPort)
            .WithHostname("rabbitmq").WithUsername("guest").WithPassword("guest")
            .Build();
        var host = new ContainerHost(container);
        await host.StartAsync(cancellation);
        return new(host, new Dictionary<string, string>
        {
            ["Bus:Transport"] = "RabbitMq",
            ["Bus:Host"] = $"amqp://guest:guest@127.0.0.1:{port}/",
        });
    }
}
