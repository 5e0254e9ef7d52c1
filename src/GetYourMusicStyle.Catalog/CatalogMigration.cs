namespace GetYourMusicStyle.Catalog;

/// <summary>Brings the database to the present schema.</summary>
public sealed class CatalogMigration
{
    /// <summary>Applies what is missing; safe when several processes start at once. Waits for a database that is not up yet.</summary>
    public Task MigrateAsync(CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>Throws unless the database answers: the health check.</summary>
    public Task CheckAsync(CancellationToken cancellation) => throw new NotImplementedException();
}
