using GetYourMusicStyle.Catalog.Model;

namespace GetYourMusicStyle.Catalog.Keys;

/// <summary>Scopes as people write them: <c>read</c>, <c>add</c>, <c>change</c>, <c>admin</c>.</summary>
public static class ScopeNames
{
    private static readonly ApiScopes[] Each = [ApiScopes.Read, ApiScopes.Add, ApiScopes.Change, ApiScopes.Admin];

    /// <summary>All names, the least first.</summary>
    public static IReadOnlyList<string> All { get; } = Of(ApiScopes.All);

    /// <summary>The names of scopes, the least first.</summary>
    public static IReadOnlyList<string> Of(ApiScopes scopes) => [.. Each.Where(scope => scopes.HasFlag(scope)).Select(scope => scope.ToString().ToLowerInvariant())];

    /// <summary>Scopes with all that are less: who may change may also read and add.</summary>
    public static ApiScopes Including(ApiScopes scopes) => Each.Where(scope => scopes >= scope).Aggregate(ApiScopes.None, (all, scope) => all | scope);

    /// <summary>The scopes of names, with all that are less; null if one is no scope, or there is none.</summary>
    public static ApiScopes? Parse(IEnumerable<string> names)
    {
        var scopes = ApiScopes.None;
        foreach (string name in names)
        {
            int place = All.ToList().IndexOf(name.Trim().ToLowerInvariant());
            if (place < 0)
                return null;
            scopes |= Each[place];
        }
        return scopes == ApiScopes.None ? null : Including(scopes);
    }
}
