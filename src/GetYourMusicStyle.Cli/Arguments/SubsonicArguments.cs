using System.CommandLine;
using GetYourMusicStyle.Cli.Subsonic;

namespace GetYourMusicStyle.Cli.Arguments;

/// <summary>The options that say where to push a playlist, and who pushes. What they leave open comes from the environment.</summary>
internal sealed class SubsonicArguments
{
    private readonly Option<bool> _push = new("--push") { Description = "Make the playlist at a Subsonic server (Navidrome, Gonic, Nextcloud Music, ...), or fill the one of this name that gyms made there." };
    private readonly Option<string?> _url = new("--subsonic-url") { HelpName = "URL", Description = "Address of the Subsonic server. Default: $GYMS_SUBSONIC_URL." };
    private readonly Option<string?> _user = new("--subsonic-user") { HelpName = "NAME", Description = "User there. Default: $GYMS_SUBSONIC_USER." };
    private readonly Option<string?> _password = new("--subsonic-password") { HelpName = "TEXT", Description = "The user's password; better given as $GYMS_SUBSONIC_PASSWORD, which nobody sees." };
    private readonly Option<string?> _key = new("--subsonic-api-key") { HelpName = "KEY", Description = "An API key instead of user and password; better given as $GYMS_SUBSONIC_API_KEY." };
    private readonly Option<bool> _plain = new("--subsonic-plain") { Description = "Send the password itself, for servers that take no tokens; over HTTPS, or nobody else may listen." };
    private readonly Option<bool> _replace = new("--replace") { Description = "Write over a playlist of this name even if gyms did not make it." };

    public SubsonicArguments(Command command)
    {
        foreach (var option in new Option[] { _push, _url, _user, _password, _key, _plain, _replace })
            command.Options.Add(option);
    }

    /// <summary>Whether the playlist is to be pushed.</summary>
    public bool Push(ParseResult parsed) => parsed.GetValue(_push);

    /// <summary>Whether a playlist that somebody else made may be written over.</summary>
    public bool Replace(ParseResult parsed) => parsed.GetValue(_replace);

    /// <summary>The server named.</summary>
    /// <exception cref="UsageException">Something is missing, or contradicts.</exception>
    public SubsonicClient Connect(ParseResult parsed)
    {
        string address = Value(parsed, _url, "URL") ?? throw new UsageException("--push: name the Subsonic server with --subsonic-url or $GYMS_SUBSONIC_URL");
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            throw new UsageException($"--subsonic-url {address}: this is no address such as http://localhost:4533");
        string? user = Value(parsed, _user, "USER"), password = Value(parsed, _password, "PASSWORD"), key = Value(parsed, _key, "API_KEY");
        if (key is not null && (parsed.GetValue(_user) ?? parsed.GetValue(_password)) is not null)
            throw new UsageException("--subsonic-api-key goes without user and password");
        if (key is null && (user is null || password is null))
            throw new UsageException("--push: give user and password, with --subsonic-user and $GYMS_SUBSONIC_PASSWORD, or an API key in $GYMS_SUBSONIC_API_KEY");
        return new SubsonicClient(url, key is null ? new SubsonicCredentials(user, password, null, parsed.GetValue(_plain)) : new SubsonicCredentials(null, null, key, false));
    }

    private static string? Value(ParseResult parsed, Option<string?> option, string variable) =>
        parsed.GetValue(option) ?? (Environment.GetEnvironmentVariable("GYMS_SUBSONIC_" + variable) is { Length: > 0 } value ? value : null);
}
