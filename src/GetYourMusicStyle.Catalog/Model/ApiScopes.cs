namespace GetYourMusicStyle.Catalog.Model;

/// <summary>What a caller may do. Each includes those before it where keys are made: who may add may read.</summary>
[Flags]
public enum ApiScopes : short
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>See tracks, verdicts, jobs, playlists; hear audio.</summary>
    Read = 1,

    /// <summary>Upload tracks, open batches and follow them.</summary>
    Add = 2,

    /// <summary>Cancel, delete, analyse again.</summary>
    Change = 4,

    /// <summary>Pause queues, make and revoke keys, read metrics.</summary>
    Admin = 8,

    /// <summary>Everything.</summary>
    All = Read | Add | Change | Admin,
}
