using System.ComponentModel.DataAnnotations;
using System.Net;
using GetYourMusicStyle.Catalog.Model;

namespace GetYourMusicStyle.Api;

/// <summary>Authentication, limits and folders of the HTTP interface. Configuration section <c>Api</c>; validated at start.</summary>
public sealed class ApiOptions : IValidatableObject
{
    /// <summary>Keys that callers may use, each of 16 to 200 printable ASCII characters. None: only this machine may call.</summary>
    public string[] Keys { get; set; } = [];

    /// <summary>Wrong keys that one address, and all addresses with one beginning of a key, may try a minute before it is refused unread; 1 to 100,000. Default 30.</summary>
    [Range(1, 100_000)]
    public int WrongKeysPerMinute { get; set; } = 30;

    /// <summary>How long a browser that nobody uses stays signed in, in hours; 0.01 to 720. Default 12.</summary>
    [Range(0.01, 720.0)]
    public double SessionHours { get; set; } = 12;

    /// <summary>Addresses (<c>10.0.0.2</c>) and networks (<c>10.0.0.0/24</c>) of proxies whose <c>X-Forwarded-For</c>, <c>-Proto</c>, <c>-Host</c> and <c>-Prefix</c> are believed. Default: none.</summary>
    public string[] Proxies { get; set; } = [];

    /// <summary>Path below which a proxy asks for everything and does not take off, such as <c>/music</c>. Default: none.</summary>
    [RegularExpression("(/[A-Za-z0-9._~-]+)*", ErrorMessage = "Api:PathBase must be a path such as /music, without a slash at its end.")]
    public string PathBase { get; set; } = "";

    /// <summary>Header in which those proxies name the person they know, such as <c>Remote-User</c>. Default: none.</summary>
    public string? UserHeader { get; set; }

    /// <summary>Header in which those proxies name the person's groups, with commas between them. Default <c>Remote-Groups</c>.</summary>
    [Required]
    public string GroupsHeader { get; set; } = "Remote-Groups";

    /// <summary>What the groups of a person may do: <c>Read</c>, <c>Add</c>, <c>Change</c> or <c>Admin</c>, each with all before it. Default: none.</summary>
    public Dictionary<string, ApiScopes> Roles { get; set; } = new(StringComparer.Ordinal);

    /// <summary>What a person may do who is in none of these groups. Default <see cref="ApiScopes.None"/>.</summary>
    [EnumDataType(typeof(ApiScopes))]
    public ApiScopes UserScope { get; set; }


    /// <summary>The provider of identities at which people may sign in in a browser. Default: none.</summary>
    public OidcOptions Oidc { get; set; } = new();

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

    /// <summary>While somebody waits for a place, uploads that come slower than this many bytes per second lose theirs, the slowest first; 0 to 100,000,000. Default 20,000.</summary>
    [Range(0.0, 100_000_000.0)]
    public double SlowBytesPerSecond { get; set; } = 20_000;

    /// <summary>Connections at the same time, 10 to 1,000,000; further ones are closed. Default 5,000.</summary>
    [Range(10L, 1_000_000L)]
    public long MaxConnections { get; set; } = 5000;

    /// <summary>Longest that the head of a request may take, in seconds; 1 to 600. Default 10.</summary>
    [Range(1.0, 600.0)]
    public double HeaderSeconds { get; set; } = 10;

    /// <summary>Bytes that must stay free on the spool's disk. Default 1,000,000,000.</summary>
    [Range(0, long.MaxValue)]
    public long MinFreeBytes { get; set; } = 1_000_000_000;

    /// <summary>Requests per second of one key, or of one address without keys; twice as many in a burst. 1 to 1,000,000. Default 500.</summary>
    [Range(1, 1_000_000)]
    public int RequestsPerSecond { get; set; } = 500;

    /// <summary>Requests per second of one address, whatever keys they come with; twice as many in a burst. 1 to 1,000,000. Default 2,000.</summary>
    [Range(1, 1_000_000)]
    public int RequestsPerSecondPerAddress { get; set; } = 2000;

    /// <summary>Bytes that a key may upload a day (UTC), unless it was made with a number of its own; 0: any. Default 0. Uploads that run at the same time may go beyond it.</summary>
    [Range(0, long.MaxValue)]
    public long DailyBytesPerKey { get; set; }

    /// <summary>Hours of audio that the uploads of a key may hold a day (UTC), unless it was made with a number of its own; 0: any. Default 0. Counted when they are decoded.</summary>
    [Range(0.0, 1_000_000.0)]
    public double DailyAudioHoursPerKey { get; set; }

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
        if (Array.Find(Proxies, proxy => NetworkOf(proxy) is null) is { } wrong)
            yield return new($"Api:Proxies has {wrong}, which is no address such as 10.0.0.2 and no network such as 10.0.0.0/24.", [nameof(Proxies)]);
        if (!string.IsNullOrEmpty(UserHeader) && Proxies.Length == 0)
            yield return new("Api:UserHeader is believed only from a proxy: name it in Api:Proxies.", [nameof(UserHeader)]);
        if (Oidc.Fault is { } fault)
            yield return new(fault, [nameof(Oidc)]);
        if (KnowsPeople && Roles.Count == 0 && UserScope == ApiScopes.None)
            yield return new("Nobody who signs in could do anything: set Api:Roles, or Api:UserScope.", [nameof(Roles)]);
    }

    /// <summary>Whether people may be known without a key.</summary>
    internal bool KnowsPeople => !string.IsNullOrEmpty(UserHeader) || Oidc.IsOn;

    /// <summary>The networks of <see cref="Proxies"/>.</summary>
    internal IEnumerable<IPNetwork> ProxyNetworks() => Proxies.Select(proxy => NetworkOf(proxy)!.Value);

    private static IPNetwork? NetworkOf(string proxy) =>
        IPAddress.TryParse(proxy, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : IPNetwork.TryParse(proxy, out var network) ? network
        : null;
}
