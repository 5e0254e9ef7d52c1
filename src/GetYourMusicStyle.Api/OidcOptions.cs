namespace GetYourMusicStyle.Api;

/// <summary>
/// A provider of identities (OpenID Connect) at which people sign in; configuration section <c>Api:Oidc</c>. It sends them back to <c>/signin-oidc</c>,
/// which is to be registered there. What they may do say <see cref="ApiOptions.Roles"/> and <see cref="ApiOptions.UserScope"/>.
/// </summary>
public sealed class OidcOptions
{
    /// <summary>Address of the provider, such as <c>https://id.example.org/realms/home</c>. None: nobody signs in so.</summary>
    public string? Authority { get; set; }

    /// <summary>Under which id the provider knows this server. Required with an authority.</summary>
    public string? ClientId { get; set; }

    /// <summary>The secret that belongs to it. Required with an authority.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>The claim that has the person's groups. Default <c>groups</c>.</summary>
    public string GroupsClaim { get; set; } = "groups";

    /// <summary>What is asked for beside <c>openid profile</c>, with spaces between, such as <c>groups</c>, where the provider needs it. Default: nothing.</summary>
    public string Scope { get; set; } = "";

    /// <summary>Whether there is a provider.</summary>
    internal bool IsOn => !string.IsNullOrEmpty(Authority);

    /// <summary>What is wrong with them; null if nothing is.</summary>
    internal string? Fault => !IsOn ? null
        : !Uri.TryCreate(Authority, UriKind.Absolute, out var address) || !(address.Scheme == Uri.UriSchemeHttps || address.IsLoopback) ? "Api:Oidc:Authority must be an address that begins with https://."
        : string.IsNullOrEmpty(ClientId) || string.IsNullOrEmpty(ClientSecret) ? "Api:Oidc:Authority needs Api:Oidc:ClientId and Api:Oidc:ClientSecret."
        : string.IsNullOrEmpty(GroupsClaim) ? "Api:Oidc:GroupsClaim must name a claim."
        : null;
}
