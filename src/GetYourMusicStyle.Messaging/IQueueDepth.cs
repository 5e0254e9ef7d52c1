namespace GetYourMusicStyle.Messaging;

/// <summary>How full the queues are.</summary>
public interface IQueueDepth
{
    /// <summary>Messages in a queue that no worker has taken; null while there is no such queue, as no worker of it ever started.</summary>
    /// <exception cref="Exception">The broker is out of reach.</exception>
    Task<int?> ReadyAsync(string queue, CancellationToken cancellation);
}
