using MassTransit;

namespace GetYourMusicStyle.Messaging;

/// <summary>Messages that must reach a queue.</summary>
public static class RequiredDelivery
{
    /// <summary>For the pipe of a send: without a queue behind the exchange the broker is to say so, not to lose the message.</summary>
    public static void Require(SendContext context)
    {
        if (context.TryGetPayload<RabbitMqSendContext>(out var rabbit))
            rabbit.Mandatory = true;
    }
}
