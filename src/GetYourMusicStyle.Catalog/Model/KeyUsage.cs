namespace GetYourMusicStyle.Catalog.Model;

/// <summary>What the uploads of a key came to on one day (UTC).</summary>
public sealed class KeyUsage
{
    /// <summary>The key; see <see cref="Session.KeyId"/> for configured ones.</summary>
    public Guid KeyId { get; set; }

    /// <summary>The day (UTC).</summary>
    public DateOnly Day { get; set; }

    /// <summary>Bytes uploaded.</summary>
    public long Bytes { get; set; }

    /// <summary>Seconds of audio decoded from them.</summary>
    public double AudioSeconds { get; set; }
}
