using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace GetYourMusicStyle.Api.Tests;

/// <summary>A provider of identities (OpenID Connect) at which one person is always signed in.</summary>
public sealed class IdentityProvider : IAsyncDisposable
{
    public const string ClientId = "gyms", ClientSecret = "a secret of the two";

    private readonly RSA _key = RSA.Create(2048);
    private readonly ConcurrentDictionary<string, (string Nonce, string Challenge)> _codes = new();
    private readonly WebApplication _app;

    private IdentityProvider()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.MapGet("/.well-known/openid-configuration", () => Results.Json(new
        {
            issuer = Address,
            authorization_endpoint = $"{Address}/authorize",
            token_endpoint = $"{Address}/token",
            jwks_uri = $"{Address}/keys",
            response_types_supported = new[] { "code" },
            id_token_signing_alg_values_supported = new[] { "RS256" },
        }));
        _app.MapGet("/keys", () =>
        {
            var parts = _key.ExportParameters(includePrivateParameters: false);
            return Results.Json(new { keys = new[] { new { kty = "RSA", use = "sig", alg = "RS256", kid = "1", n = Base64Url.EncodeToString(parts.Modulus), e = Base64Url.EncodeToString(parts.Exponent) } } });
        });
        _app.MapGet("/authorize", (HttpRequest request) =>
        {
            string code = $"{Guid.NewGuid()}";
            _codes[code] = ($"{request.Query["nonce"]}", $"{request.Query["code_challenge"]}");
            return Results.Redirect(QueryHelpers.AddQueryString($"{request.Query["redirect_uri"]}", new Dictionary<string, string?> { ["code"] = code, ["state"] = request.Query["state"] }));
        });
        _app.MapPost("/token", async (HttpRequest request) =>
        {
            var form = await request.ReadFormAsync();
            bool known = _codes.TryRemove($"{form["code"]}", out var asked)
                && form["client_secret"] == ClientSecret
                && Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes($"{form["code_verifier"]}"))) == asked.Challenge;
            return known ? Results.Json(new { access_token = "x", token_type = "Bearer", id_token = Token(asked.Nonce) }) : Results.BadRequest(new { error = "invalid_grant" });
        });
    }

    public string Address => _app.Urls.Single();

    public string Person { get; set; } = "anna";

    public string[] Groups { get; set; } = [];

    public static async Task<IdentityProvider> StartAsync()
    {
        var provider = new IdentityProvider();
        await provider._app.StartAsync();
        return provider;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _key.Dispose();
    }

    private string Token(string nonce)
    {
        static string Part(object part) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));
        long now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        string text = $"{Part(new { alg = "RS256", kid = "1", typ = "JWT" })}.{Part(new { iss = Address, aud = ClientId, sub = "4711", iat = now, exp = now + 300, nonce, preferred_username = Person, groups = Groups })}";
        return $"{text}.{Base64Url.EncodeToString(_key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }
}
