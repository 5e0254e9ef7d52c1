using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace GetYourMusicStyle.Catalog.Data;

/// <summary>For <c>dotnet ef migrations add NAME --context SqliteCatalog --output-dir Migrations/Sqlite</c>.</summary>
internal sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<SqliteCatalog>
{
    public SqliteCatalog CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteCatalog>().UseSqlite("Data Source=unused.db").Options, TimeProvider.System);
}
