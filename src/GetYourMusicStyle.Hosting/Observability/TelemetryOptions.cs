using System.ComponentModel.DataAnnotations;

namespace GetYourMusicStyle.Hosting.Observability;

/// <summary>What a process reports about itself. Configuration section <c>Telemetry</c>; validated at start.</summary>
public sealed class TelemetryOptions : IValidatableObject
{
    /// <summary>Where traces and metrics are sent by OTLP over gRPC, such as <c>http://collector:4317</c>; empty: nowhere.</summary>
    public string OtlpEndpoint { get; set; } = "";

    /// <summary>Whether the log is written as a JSON object a line, with job and track ids as fields. Default false.</summary>
    public bool JsonLogs { get; set; }

    /// <summary>Share of traces that are recorded, 0 to 1. Default 1.</summary>
    [Range(0.0, 1.0)]
    public double TraceShare { get; set; } = 1;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (OtlpEndpoint.Length > 0 && (!Uri.TryCreate(OtlpEndpoint, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")))
            yield return new("Telemetry:OtlpEndpoint must be an address such as http://collector:4317.", [nameof(OtlpEndpoint)]);
    }
}
