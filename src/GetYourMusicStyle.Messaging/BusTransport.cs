namespace GetYourMusicStyle.Messaging;

/// <summary>What carries the messages.</summary>
public enum BusTransport
{
    /// <summary>The process itself: for the embedded form, where all roles run in one process.</summary>
    InMemory,

    /// <summary>RabbitMQ, between any number of processes.</summary>
    RabbitMq,
}
