namespace GetYourMusicStyle.Catalog;

/// <summary>The database is there, but not one that this version can use: of a newer version, damaged, or not to be written. Somebody has to mend it; the message is one line.</summary>
public sealed class CatalogUnusableException(string message, Exception? inner = null) : Exception(message, inner);
