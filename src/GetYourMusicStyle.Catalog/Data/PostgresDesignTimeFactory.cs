using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace GetYourMusicStyle.Catalog.Data;

/// <summary>For <c>dotnet ef migrations add NAME --context PostgresCatalog --output-dir Migrations/Postgres</c>; needs no server.</summary>
internal sealed class PostgresDesignTimeFactory : IDesignTimeDbContextFactory<PostgresCatalog>
{
    public PostgresCatalog CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresCatalog>().UseNpgsql("Host=localhost").Options);
}
