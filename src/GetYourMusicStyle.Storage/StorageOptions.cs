using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace GetYourMusicStyle.Storage;

/// <summary>Where objects are kept.</summary>
public enum StorageKind
{
    /// <summary>A folder on a local disk; for one machine.</summary>
    Folder,

    /// <summary>MinIO, or any other store that speaks S3.</summary>
    S3,
}

/// <summary>Which object store is used. Configuration section <c>Storage</c>; validated at start.</summary>
public sealed partial class StorageOptions : IValidatableObject
{
    /// <summary>The kind of store. Default <see cref="StorageKind.Folder"/>.</summary>
    [EnumDataType(typeof(StorageKind))]
    public StorageKind Kind { get; set; } = StorageKind.Folder;

    /// <summary>For a folder: its path; created if missing.</summary>
    public string Folder { get; set; } = "";

    /// <summary>For S3: the address, such as <c>http://minio:9000</c> or <c>https://s3.example.org</c>.</summary>
    public string Endpoint { get; set; } = "";

    /// <summary>For S3: the access key.</summary>
    public string AccessKey { get; set; } = "";

    /// <summary>For S3: the secret key.</summary>
    public string SecretKey { get; set; } = "";

    /// <summary>For S3: the bucket; created if missing. Default <c>getyourmusicstyle</c>.</summary>
    public string Bucket { get; set; } = "getyourmusicstyle";

    /// <summary>For S3: the region that requests are signed for. Default <c>us-east-1</c>.</summary>
    public string Region { get; set; } = "us-east-1";

    /// <summary>For S3: folder for local copies of objects being worked on. Default: the system's temporary folder.</summary>
    public string TemporaryFolder { get; set; } = Path.GetTempPath();

    /// <summary>For S3: longest time without an answer, in seconds, 1 to 600. Default 30.</summary>
    [Range(1.0, 600.0)]
    public double TimeoutSeconds { get; set; } = 30;

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]\z")]
    private static partial Regex BucketName();

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Kind == StorageKind.Folder && string.IsNullOrWhiteSpace(Folder))
            yield return new("Storage:Folder must name the folder.", [nameof(Folder)]);
        if (Kind == StorageKind.S3 && !(Uri.TryCreate(Endpoint, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https"))
            yield return new("Storage:Endpoint must be an address such as http://minio:9000.", [nameof(Endpoint)]);
        if (Kind == StorageKind.S3 && (AccessKey.Length == 0 || SecretKey.Length == 0))
            yield return new("Storage:AccessKey and Storage:SecretKey must be given.", [nameof(AccessKey)]);
        if (Kind == StorageKind.S3 && !BucketName().IsMatch(Bucket))
            yield return new("Storage:Bucket must be 3 to 63 lower-case letters, digits and hyphens.", [nameof(Bucket)]);
    }
}
