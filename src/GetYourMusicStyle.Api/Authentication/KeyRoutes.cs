using GetYourMusicStyle.Api.Paging;
using GetYourMusicStyle.Api.Problems;
using GetYourMusicStyle.Catalog.Keys;
using GetYourMusicStyle.Catalog.Model;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace GetYourMusicStyle.Api.Authentication;

/// <summary>A key to be made.</summary>
/// <param name="Name">What people call it, up to 100 characters; unique among the keys in use.</param>
/// <param name="Scopes">What it may do: read, add, change, admin; each includes those before it.</param>
/// <param name="Days">After how many days it ends by itself; null: never.</param>
/// <param name="DailyBytes">Most bytes it may upload a day (UTC); null: as configured.</param>
/// <param name="DailyAudioSeconds">Most seconds of audio it may upload a day (UTC); null: as configured.</param>
public sealed record NewKey(string? Name, IReadOnlyList<string>? Scopes, double? Days = null, long? DailyBytes = null, double? DailyAudioSeconds = null);

/// <summary>A key of the catalog, without the key itself.</summary>
/// <param name="LastUsedAt">To a minute or so; null: never.</param>
/// <param name="ExpiresAt">When it ends by itself; null: never.</param>
/// <param name="DailyBytes">Most bytes it may upload a day (UTC); null: as configured.</param>
/// <param name="DailyAudioSeconds">Most seconds of audio it may upload a day (UTC); null: as configured.</param>
public sealed record KeyJson(
    Guid Id, string Name, IReadOnlyList<string> Scopes, DateTime CreatedAt, DateTime? LastUsedAt, DateTime? ExpiresAt, long? DailyBytes, double? DailyAudioSeconds)
{
    internal static KeyJson Of(ApiKey key) =>
        new(key.Id, key.Name, ScopeNames.Of(key.Scopes), key.CreatedAt, key.LastUsedAt, key.ExpiresAt, key.DailyBytes, key.DailyAudioSeconds);
}

/// <summary>A key just made.</summary>
/// <param name="Key">The key itself: it is told this once.</param>
/// <param name="Is">What is kept of it.</param>
public sealed record MadeKeyJson(string Key, KeyJson Is);

/// <summary><c>/keys</c>: makes, lists and revokes API keys.</summary>
internal static partial class KeyRoutes
{
    private const double MaxDays = 36_500;

    public static void MapKeys(this IEndpointRouteBuilder routes)
    {
        var keys = routes.MapGroup("/keys").WithTags("Keys").RequireScope(ApiScopes.Admin);
        keys.MapGet("", ListAsync);
        keys.MapPost("", MakeAsync).ProducesProblem(400).ProducesProblem(409);
        keys.MapDelete("/{id}", RevokeAsync).ProducesProblem(404);
    }

    /// <summary>Lists the keys of the catalog that are not revoked. Those of the configuration (Api:Keys) are not among them.</summary>
    internal static async Task<Ok<Page<KeyJson>>> ListAsync(KeyStore store, CancellationToken cancellation) =>
        TypedResults.Ok(new Page<KeyJson>([.. (await store.ListAsync(cancellation)).Select(KeyJson.Of)], null));

    /// <summary>Makes a key. From the first one on, the server answers nobody without a key.</summary>
    internal static async Task<Results<Created<MadeKeyJson>, ProblemHttpResult>> MakeAsync(
        NewKey key, HttpContext context, KeyStore store, KnownKeys known, ILogger<KeyStore> log, CancellationToken cancellation)
    {
        string name = key.Name?.Trim() ?? "";
        if (name.Length is 0 or > KeyRequest.MaxName || name.Any(char.IsControl))
            return Problem.BadRequest($"A key needs a name of 1 to {KeyRequest.MaxName} characters.");
        if (ScopeNames.Parse(key.Scopes ?? []) is not { } scopes)
            return Problem.BadRequest($"A key needs scopes out of {string.Join(", ", ScopeNames.All)}.");
        if (key.Days is <= 0 or > MaxDays or double.NaN)
            return Problem.BadRequest($"days is more than 0, and {MaxDays} at most.");
        if (key.DailyBytes < 0 || key.DailyAudioSeconds is < 0 or double.NaN)
            return Problem.BadRequest("What a key may use a day is 0 or more.");
        var request = new KeyRequest(name, scopes, key.Days is { } days ? TimeSpan.FromDays(days) : null, key.DailyBytes, key.DailyAudioSeconds);
        if (await store.AddAsync(request, cancellation) is not { } made)
            return Problem.Conflict("key-name", $"There is a key '{name}' already. Revoke it, or take another name.");
        known.Forget();
        var caller = context.CallerOf();
        LogMade(log, name, scopes, caller.Name);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Created($"{Addresses.Root}/keys/{made.Key.Id}", new MadeKeyJson(made.Secret, KeyJson.Of(made.Key)));
    }

    /// <summary>Takes a key, and the browsers signed in with it, out of use for good.</summary>
    internal static async Task<Results<NoContent, ProblemHttpResult>> RevokeAsync(
        Guid id, HttpContext context, KeyStore store, KnownKeys known, ILogger<KeyStore> log, CancellationToken cancellation)
    {
        if (!await store.RevokeAsync(id, cancellation))
            return Problem.NotFound($"There is no key {id} in use.");
        known.Forget();
        var caller = context.CallerOf();
        LogRevoked(log, id, caller.Name);
        return TypedResults.NoContent();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "key {Name} with scopes {Scopes} made by {Caller}")]
    private static partial void LogMade(ILogger log, string name, ApiScopes scopes, string caller);

    [LoggerMessage(Level = LogLevel.Information, Message = "key {Id} revoked by {Caller}")]
    private static partial void LogRevoked(ILogger log, Guid id, string caller);
}
