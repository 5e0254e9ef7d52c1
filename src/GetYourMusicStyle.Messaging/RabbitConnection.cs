using RabbitMQ.Client;

namespace GetYourMusicStyle.Messaging;

/// <summary>A connection to RabbitMQ beside the bus, that recovers by itself.</summary>
internal static class RabbitConnection
{
    /// <summary>Opens one.</summary>
    /// <param name="name">What the broker shows of it.</param>
    public static Task<IConnection> OpenAsync(BusOptions options, string name, CancellationToken cancellation)
    {
        var address = BrokerAddress.Parse(options.Host);
        var wait = TimeSpan.FromSeconds(options.TimeoutSeconds);
        var factory = new ConnectionFactory
        {
            HostName = address.Host,
            Port = address.Port,
            VirtualHost = address.VirtualHost,
            UserName = address.User,
            Password = address.Password,
            Ssl = new SslOption { Enabled = address.Tls, ServerName = address.Host },
            ClientProvidedName = name,
            AutomaticRecoveryEnabled = true,
            TopologyRecoveryEnabled = false,
            NetworkRecoveryInterval = TimeSpan.FromSeconds(1),
            RequestedHeartbeat = BrokerAddress.Heartbeat,
            ContinuationTimeout = wait,
            RequestedConnectionTimeout = wait,
        };
        return factory.CreateConnectionAsync(cancellation);
    }
}
