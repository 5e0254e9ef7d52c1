namespace GetYourMusicStyle.Storage;

/// <summary>An object in the store.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="ModifiedAt">When it was last put (UTC, by the store's clock).</param>
public sealed record StoredObject(string Key, long Size, DateTimeOffset ModifiedAt);
