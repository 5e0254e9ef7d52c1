using System.ComponentModel.DataAnnotations;

namespace GetYourMusicStyle.Catalog;

/// <summary>Which database holds the catalog.</summary>
public enum CatalogProvider
{
    /// <summary>A file; for one process.</summary>
    Sqlite,

    /// <summary>PostgreSQL, for any number of processes.</summary>
    Postgres,
}

/// <summary>Where the catalog is, its leases, retries and limits. Configuration section <c>Catalog</c>; validated at start.</summary>
public sealed class CatalogOptions
{
    /// <summary>The kind of database. Default <see cref="CatalogProvider.Sqlite"/>.</summary>
    [EnumDataType(typeof(CatalogProvider))]
    public CatalogProvider Provider { get; set; } = CatalogProvider.Sqlite;

    /// <summary>Npgsql's or Microsoft.Data.Sqlite's connection string. Required.</summary>
    [Required]
    public string ConnectionString { get; set; } = "";

    /// <summary>How long a sent message may wait for a worker before it counts as lost, in seconds; 0.1 to 86,400. Default 300.</summary>
    [Range(0.1, 86_400.0)]
    public double SentLeaseSeconds { get; set; } = 300;

    /// <summary>
    /// How long a worker may be silent before it counts as crashed, in seconds; 0.1 to 3,600. Default 30. Workers report at a third of it.
    /// </summary>
    [Range(0.1, 3600.0)]
    public double WorkLeaseSeconds { get; set; } = 30;

    /// <summary>How often a worker may crash over a file before the file is quarantined; 1 to 100. Default 3.</summary>
    [Range(1, 100)]
    public int MaxLosses { get; set; } = 3;

    /// <summary>How often a stage is retried after failures that may pass, 0 to 1,000; outages of servers are waited for and do not count. Default 12.</summary>
    [Range(0, 1000)]
    public int MaxRetries { get; set; } = 12;

    /// <summary>
    /// First delay before such a retry, in seconds, 0.01 to 3,600; it doubles up to 5 minutes, with jitter. Default 2.
    /// </summary>
    [Range(0.01, 3600.0)]
    public double RetrySeconds { get; set; } = 2;

    /// <summary>Files larger than this many bytes take the slow queue; at least 1. Default 200,000,000.</summary>
    [Range(1, long.MaxValue)]
    public long SlowFileBytes { get; set; } = 200_000_000;

    /// <summary>
    /// Tracks longer than this many seconds take the slow queue too, as soon as it shows: by the header, or by decoding so far; 1 to 1,000,000. Default
    /// 1,800.
    /// </summary>
    [Range(1.0, 1_000_000.0)]
    public double SlowAudioSeconds { get; set; } = 1800;

    /// <summary>How long a starting process waits for a database that is not up yet, in seconds, 0 to 3,600. Default 120.</summary>
    [Range(0.0, 3600.0)]
    public double StartSeconds { get; set; } = 120;
}
