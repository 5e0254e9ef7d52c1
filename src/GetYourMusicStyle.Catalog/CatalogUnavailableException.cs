using System.Data.Common;

namespace GetYourMusicStyle.Catalog;

/// <summary>The database is out of reach or overloaded, also after about ten seconds of trying: a transient failure.</summary>
public sealed class CatalogUnavailableException(string message, Exception inner) : DbException(message, inner)
{
    /// <summary>True: a later try may succeed.</summary>
    public override bool IsTransient => true;
}
