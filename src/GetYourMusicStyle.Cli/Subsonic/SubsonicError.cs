using System.Net;
using System.Text.Json;
using GetYourMusicStyle.Cli.Server;

namespace GetYourMusicStyle.Cli.Subsonic;

/// <summary>What went wrong at a Subsonic server, in a line that says what to do.</summary>
internal static class SubsonicError
{
    /// <summary>Of the <c>error</c> that the server answers with. The codes: https://opensubsonic.netlify.app/docs/responses/error/.</summary>
    public static ServerException Of(JsonElement error, SubsonicCredentials account)
    {
        int code = error.TryGetProperty("code", out var given) && given.TryGetInt32(out int number) ? number : 0;
        string said = error.Text("message") is { Length: > 0 } message ? $" (it says: {message})" : "";
        string what = code switch
        {
            10 when account is { ApiKey: null, Plain: false } => "the Subsonic server misses something, perhaps the password: if it takes no tokens, try --subsonic-plain",
            20 => "the Subsonic server wants a newer protocol than this program speaks",
            30 => "the Subsonic server is too old: this program needs version 1.13.0 of the protocol, or 1.8.0 with --subsonic-plain",
            40 => $"the Subsonic server knows no user {account} with this password: see $GYMS_SUBSONIC_USER and $GYMS_SUBSONIC_PASSWORD",
            41 => "the Subsonic server takes no tokens for this user: send the password itself with --subsonic-plain, or give a key in $GYMS_SUBSONIC_API_KEY",
            42 => "the Subsonic server does not take passwords: make an API key there and give it in $GYMS_SUBSONIC_API_KEY",
            43 => "the Subsonic server takes no API key together with something else",
            44 => "the Subsonic server does not know this API key: see $GYMS_SUBSONIC_API_KEY",
            50 => $"the Subsonic server does not allow {account} to do this: let an administrator give the right to make playlists",
            60 => "the trial of the Subsonic server is over",
            70 => "the Subsonic server did not find what was asked for: perhaps it is scanning its library, try again later",
            _ => "the Subsonic server refuses",
        };
        string help = error.Text("helpUrl") is { Length: > 0 } url ? $"; see {url}" : "";
        return new ServerException(what + said + help, isTransient: false);
    }

    /// <summary>Of an answer that is none of Subsonic's.</summary>
    public static ServerException Of(HttpResponseMessage response, Uri address)
    {
        int status = (int)response.StatusCode;
        if (status is >= 300 and < 400 && response.Headers.Location is { } elsewhere)
        {
            var full = new Uri(address, elsewhere);
            return new ServerException($"{address} sends to {full.GetLeftPart(UriPartial.Authority)}: give that address with --subsonic-url", isTransient: false);
        }
        bool isTransient = response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError;
        return new ServerException($"there is no Subsonic server at {address}, or something in between answers for it ({status} {response.ReasonPhrase})", isTransient);
    }
}
