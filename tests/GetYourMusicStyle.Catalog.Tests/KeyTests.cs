using GetYourMusicStyle.Catalog.Keys;
using GetYourMusicStyle.Catalog.Model;

namespace GetYourMusicStyle.Catalog.Tests;

[Collection("catalog")]
public sealed class KeyTests(CatalogServer server)
{
    private static readonly TimeSpan _day = TimeSpan.FromDays(1);

    [Theory, BothDatabases]
    public async Task Of_a_name_one_key_is_in_use_and_revoking_ends_its_sessions_alone(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server);
        MadeKey anna = (await catalog.Keys.AddAsync(new KeyRequest("anna", ScopeNames.Including(ApiScopes.Add), _day, 1000, 60), default))!;
        MadeKey ben = (await catalog.Keys.AddAsync(new KeyRequest("ben", ApiScopes.Read), default))!;
        Assert.Null(await catalog.Keys.AddAsync(new KeyRequest("anna", ApiScopes.All), default));
        Assert.Equal(KeySecret.Hash(anna.Secret), anna.Key.Hash);

        string ofAnna = await catalog.Sessions.OpenAsync(anna.Key.Id, "anna", anna.Key.Scopes, _day, default);
        string ofBen = await catalog.Sessions.OpenAsync(ben.Key.Id, "ben", ben.Key.Scopes, _day, default);
        string ofProvider = await catalog.Sessions.OpenAsync(null, "clara", ApiScopes.Read, _day, default);
        await catalog.Keys.NoteUseAsync(anna.Key.Id, default);
        ApiKey kept = (await catalog.Keys.ListAsync(default))[0];
        Assert.Equal(("anna", ApiScopes.Read | ApiScopes.Add, 1000L, 60.0), (kept.Name, kept.Scopes, kept.DailyBytes, kept.DailyAudioSeconds));
        Assert.Equal(_day, kept.ExpiresAt - kept.CreatedAt);
        Assert.NotNull(kept.LastUsedAt);

        Assert.True(await catalog.Keys.RevokeAsync(anna.Key.Id, default));
        Assert.False(await catalog.Keys.RevokeAsync(anna.Key.Id, default));
        Assert.Null(await catalog.Sessions.FindAsync(ofAnna, default));
        Assert.Equal("ben", (await catalog.Sessions.FindAsync(ofBen, default))!.Name);
        Assert.Equal(["ben"], (await catalog.Keys.ListAsync(default)).Select(key => key.Name));
        Assert.NotNull(await catalog.Keys.AddAsync(new KeyRequest("anna", ApiScopes.All), default));

        Assert.Equal(1, await catalog.Sessions.CloseAllAsync(ben.Key.Id, default));
        Assert.Equal(1, await catalog.Sessions.CloseAllAsync(null, default));
        Assert.Null(await catalog.Sessions.FindAsync(ofProvider, default));
    }

    [Theory, BothDatabases]
    public async Task Two_who_take_the_same_name_at_once_get_one_key(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server);
        MadeKey?[] made = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => catalog.Keys.AddAsync(new KeyRequest("anna", ApiScopes.Read), default)));
        Assert.Single(made, key => key is not null);
    }

    [Theory]
    [InlineData("read", ApiScopes.Read)]
    [InlineData("Change ", ApiScopes.Read | ApiScopes.Add | ApiScopes.Change)]
    [InlineData("read,admin", ApiScopes.All)]
    [InlineData("", null)]
    [InlineData("read,write", null)]
    public void A_scope_includes_those_before_it(string names, ApiScopes? scopes) => Assert.Equal(scopes, ScopeNames.Parse(names.Split(',')));
}
