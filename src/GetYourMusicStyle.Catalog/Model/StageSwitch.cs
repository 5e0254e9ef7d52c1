using GetYourMusicStyle.Contracts;

namespace GetYourMusicStyle.Catalog.Model;

/// <summary>Whether a stage is paused.</summary>
public sealed class StageSwitch
{
    /// <summary>The stage.</summary>
    public Stage Stage { get; set; }

    /// <summary>Since when (UTC); null while it runs.</summary>
    public DateTime? PausedAt { get; set; }
}
