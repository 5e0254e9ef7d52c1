namespace GetYourMusicStyle.Pipeline.Reconciling;

/// <summary>How much the store and the catalog's tracks were, when they were compared.</summary>
public readonly record struct StoreCount(long Tracks, long Objects, long Bytes);
