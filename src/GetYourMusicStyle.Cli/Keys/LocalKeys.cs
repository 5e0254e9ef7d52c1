using System.Data.Common;
using GetYourMusicStyle.Catalog;
using GetYourMusicStyle.Catalog.Data;
using GetYourMusicStyle.Catalog.Keys;
using GetYourMusicStyle.Cli.Server.Responses;
using GetYourMusicStyle.Hosting.Embedded;
using Microsoft.Extensions.DependencyInjection;

namespace GetYourMusicStyle.Cli.Keys;

/// <summary>The keys in a data folder, whether its server runs or not; a running one knows of a change within seconds.</summary>
internal sealed class LocalKeys : IKeys
{
    private readonly ServiceProvider _services;
    private readonly string _data;

    private LocalKeys(ServiceProvider services, string data) => (_services, _data) = (services, data);

    private KeyStore Store => _services.GetRequiredService<KeyStore>();

    /// <summary>Opens the catalog of a data folder; makes both where there is none yet, so that a server never has to run without a key.</summary>
    public static async Task<LocalKeys> OpenAsync(string data, CancellationToken cancellation)
    {
        string file = EmbeddedCatalog.FileOf(data);
        var services = new ServiceCollection().AddCatalogBesideServer(data).BuildServiceProvider();
        if (!File.Exists(file))
        {
            if (!OperatingSystem.IsWindows())
                Directory.CreateDirectory(Path.GetDirectoryName(file)!, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            await services.GetRequiredService<CatalogMigration>().MigrateAsync(cancellation);
        }
        return new LocalKeys(services, data);
    }

    public Task<IReadOnlyList<KeyResponse>> ListAsync(CancellationToken cancellation) => ExplainAsync<IReadOnlyList<KeyResponse>>(async () =>
    [
        .. (await Store.ListAsync(cancellation)).Select(key => new KeyResponse
        {
            Id = key.Id,
            Name = key.Name,
            Scopes = ScopeNames.Of(key.Scopes),
            CreatedAt = key.CreatedAt,
            LastUsedAt = key.LastUsedAt,
            ExpiresAt = key.ExpiresAt,
        }),
    ]);

    public Task<string> AddAsync(string name, IReadOnlyList<string> scopes, double? days, CancellationToken cancellation) => ExplainAsync(async () =>
    {
        var request = new KeyRequest(name, ScopeNames.Parse(scopes)!.Value, days is { } count ? TimeSpan.FromDays(count) : null);
        return (await Store.AddAsync(request, cancellation))?.Secret ?? throw new UsageException($"there is a key '{name}' already: revoke it, or take another name");
    });

    public Task RevokeAsync(Guid id, CancellationToken cancellation) => ExplainAsync(() => Store.RevokeAsync(id, cancellation));

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private async Task<T> ExplainAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (CatalogUnavailableException e)
        {
            throw new IOException(e.Message, e);
        }
        catch (Exception e) when (e is DbException || e.InnerException is DbException)
        {
            throw new UsageException($"the catalog in {_data} cannot be used by this version ({(e as DbException ?? e.InnerException!).Message}): start ./gyms serve once, it brings it up to date");
        }
    }
}
