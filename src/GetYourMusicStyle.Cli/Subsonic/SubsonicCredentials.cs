using System.Security.Cryptography;
using System.Text;

namespace GetYourMusicStyle.Cli.Subsonic;

/// <summary>
/// Who calls a Subsonic server: an API key (the OpenSubsonic extension apiKeyAuthentication), or a user with a password, which goes as a salted
/// token unless <paramref name="Plain"/> is asked. What is secret in it appears in no text.
/// </summary>
/// <param name="Plain">Sends the password itself, for servers that keep no more than a hash of it and so cannot check a token.</param>
internal sealed record SubsonicCredentials(string? User, string? Password, string? ApiKey, bool Plain)
{
    public override string ToString() => User ?? "an API key";

    /// <summary>The parameters that authenticate one call; each call has a salt of its own.</summary>
    public IEnumerable<KeyValuePair<string, string>> Parameters()
    {
        if (ApiKey is not null)
            return [new("apiKey", ApiKey)];
        byte[] password = Encoding.UTF8.GetBytes(Password ?? "");
        if (Plain)
            return [new("u", User ?? ""), new("p", "enc:" + Convert.ToHexStringLower(password))];
        string salt = RandomNumberGenerator.GetHexString(16, lowercase: true);
        return [new("u", User ?? ""), new("t", Token(password, salt)), new("s", salt)];
    }

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5351", Justification = "Subsonic's tokens are MD5, by its specification.")]
    private static string Token(byte[] password, string salt) => Convert.ToHexStringLower(MD5.HashData([.. password, .. Encoding.UTF8.GetBytes(salt)]));
}
