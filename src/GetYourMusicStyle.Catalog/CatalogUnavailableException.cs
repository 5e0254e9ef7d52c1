namespace GetYourMusicStyle.Catalog;

/// <summary>The database is out of reach or overloaded, also after about ten seconds of trying: a failure that may pass.</summary>
public sealed class CatalogUnavailableException(string message, Exception inner) : Exception(message, inner);
