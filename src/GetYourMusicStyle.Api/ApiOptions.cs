using System.ComponentModel.DataAnnotations;

namespace GetYourMusicStyle.Api;

/// <summary>Authentication, limits and folders of the HTTP interface. Configuration section <c>Api</c>; validated at start.</summary>
public sealed class ApiOptions : IValidatableObject
{
    /// <summary>Keys that callers may use, each of 16 to 200 printable ASCII characters. None: only this machine may call.</summary>
    public string[] Keys { get; set; } = [];

    /// <summary>Folder on a local disk where uploads are collected before they are stored; created if missing. Default: in the system's temporary folder.</summary>
    [Required]
    public string SpoolFolder { get; set; } = Path.Combine(Path.GetTempPath(), "getyourmusicstyle-spool");

    /// <summary>Folder of the built web page. Default: <c>artifacts/page</c> of GYMS_HOME (the gyms script sets it), or else <c>page</c> beside the program.</summary>
    [Required]
    public string PageFolder { get; set; } = Environment.GetEnvironmentVariable("GYMS_HOME") is { Length: > 0 } home && Directory.Exists(Path.Combine(home, "artifacts", "page"))
        ? Path.Combine(home, "artifacts", "page")
        : Path.Combine(AppContext.BaseDirectory, "page");

    /// <summary>Largest upload in bytes, at least 1. Default 2,000,000,000.</summary>
    [Range(1, long.MaxValue)]
    public long MaxUploadBytes { get; set; } = 2_000_000_000;

    /// <summary>Longest an upload may take as a whole, in seconds; 1 to 86,400. Default 3,600.</summary>
    [Range(1.0, 86_400.0)]
    public double MaxUploadSeconds { get; set; } = 3600;

    /// <summary>Uploads received at the same time, 1 to 10,000; each takes a file and 128 KB of memory. Default 128: a hundred slow clients do not wait for each other.</summary>
    [Range(1, 10_000)]
    public int MaxConcurrentUploads { get; set; } = 128;

    /// <summary>How long an upload waits for its turn before it is refused, in seconds; 0 to 600. Default 10.</summary>
    [Range(0.0, 600.0)]
    public double UploadWaitSeconds { get; set; } = 10;

    /// <summary>Slowest a request body may arrive, in bytes per second, 1 to 1,000,000. Default 500.</summary>
    [Range(1.0, 1_000_000.0)]
    public double MinBytesPerSecond { get; set; } = 500;

    /// <summary>Bytes that must stay free on the spool's disk. Default 1,000,000,000.</summary>
    [Range(0, long.MaxValue)]
    public long MinFreeBytes { get; set; } = 1_000_000_000;

    /// <summary>Requests per second of one key, or of one address without keys; twice as many in a burst. 1 to 1,000,000. Default 500.</summary>
    [Range(1, 1_000_000)]
    public int RequestsPerSecond { get; set; } = 500;

    /// <summary>How often server-sent events poll for a change, in seconds; 0.05 to 60. Default 0.5.</summary>
    [Range(0.05, 60.0)]
    public double EventSeconds { get; set; } = 0.5;

    /// <summary>Longest silence of server-sent events, in seconds; 0.1 to 600. Default 15.</summary>
    [Range(0.1, 600.0)]
    public double HeartbeatSeconds { get; set; } = 15;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Keys.Any(key => key.Length is < 16 or > 200 || key.Any(c => c is <= ' ' or > '~')))
            yield return new("Api:Keys must each have 16 to 200 printable ASCII characters without spaces.", [nameof(Keys)]);
    }
}
