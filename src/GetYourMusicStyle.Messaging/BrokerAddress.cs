namespace GetYourMusicStyle.Messaging;

/// <summary>The parts of <c>amqp://user:password@host:port/vhost</c>; what is left out is as RabbitMQ's clients assume.</summary>
internal sealed record BrokerAddress(string Host, ushort Port, string VirtualHost, string User, string Password, bool Tls)
{
    /// <summary>How often a connection shows that it lives.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(10);

    public static BrokerAddress Parse(string address)
    {
        var uri = new Uri(address);
        bool tls = uri.Scheme == "amqps";
        string[] user = uri.UserInfo.Split(':', 2);
        string path = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/'));
        return new(
            uri.Host,
            (ushort)(uri.Port > 0 ? uri.Port : tls ? 5671 : 5672),
            path.Length > 0 ? path : "/",
            user[0].Length > 0 ? Uri.UnescapeDataString(user[0]) : "guest",
            user.Length > 1 ? Uri.UnescapeDataString(user[1]) : "guest",
            tls);
    }
}
