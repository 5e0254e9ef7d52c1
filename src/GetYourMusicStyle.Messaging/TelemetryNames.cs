namespace GetYourMusicStyle.Messaging;

/// <summary>Names under which traces and metrics are subscribed to.</summary>
public static class TelemetryNames
{
    /// <summary>Activity source and meters of the product.</summary>
    public const string Product = "GetYourMusicStyle";

    /// <summary>Activity source and meter of the message bus.</summary>
    public const string Bus = "MassTransit";
}
