namespace GetYourMusicStyle.Catalog;

/// <summary>Why the catalog rejects a request.</summary>
public enum CatalogFault
{
    /// <summary>There is no such batch, job or track.</summary>
    NotFound,

    /// <summary>The batch was cancelled and takes no more tracks.</summary>
    BatchCancelled,
}

/// <summary>A request that the state of the catalog does not allow; the message is one line for the user.</summary>
public sealed class CatalogException(CatalogFault fault, string message) : Exception(message)
{
    /// <summary>The reason.</summary>
    public CatalogFault Fault { get; } = fault;
}
