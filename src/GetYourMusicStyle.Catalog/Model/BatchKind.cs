namespace GetYourMusicStyle.Catalog.Model;

/// <summary>Where the tracks of a batch came from.</summary>
public enum BatchKind : short
{
    /// <summary>Uploads.</summary>
    Import,

    /// <summary>A stage run again over tracks of the catalog.</summary>
    Rerun,
}
