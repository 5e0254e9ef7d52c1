using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace GetYourMusicStyle.Api.Problems;

/// <summary>
/// Refuses text that is none, before anything works with it: a broken escape, bytes that are no UTF-8, a NUL or half a surrogate pair, in the
/// address or anywhere in a JSON body; and JSON in another encoding than UTF-8.
/// </summary>
internal static class WellFormedRequest
{
    /// <exception cref="ProblemException">The address or the body holds such text.</exception>
    public static async Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IHttpRequestFeature>() is { RawTarget: var target } && !IsText(target))
            throw new ProblemException(Problem.BadRequest("The address holds a broken escape, a NUL, or bytes that are no UTF-8. Escape the UTF-8 of its text, byte by byte."));
        if (context.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>() is not null && context.Request.HasJsonContentType())
            await CheckBodyAsync(context.Request, context.RequestAborted);
        await next(context);
    }

    /// <summary>Whether text, after its escapes are undone, is UTF-8 without a NUL.</summary>
    internal static bool IsText(string escaped)
    {
        byte[] bytes = new byte[Encoding.UTF8.GetMaxByteCount(escaped.Length)];
        int count = 0;
        for (int i = 0; i < escaped.Length; i++)
        {
            if (escaped[i] != '%')
            {
                if (!Rune.TryGetRuneAt(escaped, i, out var rune))
                    return false;
                count += rune.EncodeToUtf8(bytes.AsSpan(count));
                i += rune.Utf16SequenceLength - 1;
            }
            else if (i + 2 < escaped.Length && char.IsAsciiHexDigit(escaped[i + 1]) && char.IsAsciiHexDigit(escaped[i + 2]))
            {
                bytes[count++] = Convert.FromHexString(escaped.AsSpan(i + 1, 2))[0];
                i += 2;
            }
            else
            {
                return false;
            }
        }
        return Utf8.IsValid(bytes.AsSpan(0, count)) && !bytes.AsSpan(0, count).Contains((byte)0);
    }

    /// <summary>Bytes as text.</summary>
    /// <exception cref="ProblemException">They are no UTF-8, or hold a NUL.</exception>
    public static string Text(ReadOnlySpan<byte> utf8) => Utf8.IsValid(utf8) ? Text(Encoding.UTF8.GetString(utf8)) : throw Bad();

    /// <summary>The text itself.</summary>
    /// <exception cref="ProblemException">It holds a NUL.</exception>
    public static string Text(string text) => text.Contains('\0') ? throw Bad() : text;

    // The body is at most what the server takes of everything but uploads.
    private static async Task CheckBodyAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.Charset.HasValue
            && !HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        {
            throw new ProblemException(Problem.BadRequest("JSON is sent as UTF-8: leave charset out of Content-Type, or say utf-8."));
        }
        var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellation);
        CheckJson(body.GetBuffer().AsSpan(0, (int)body.Length));
        body.Position = 0;
        request.Body = body;
    }

    private static void CheckJson(ReadOnlySpan<byte> json)
    {
        if (json.StartsWith(Encoding.UTF8.Preamble))
            json = json[Encoding.UTF8.Preamble.Length..];
        var reader = new Utf8JsonReader(json);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                    Text(reader.GetString()!);
            }
        }
        catch (JsonException e)
        {
            throw new ProblemException(Problem.BadRequest($"The body is no JSON: something is wrong in line {e.LineNumber + 1}, byte {e.BytePositionInLine}."));
        }
        catch (InvalidOperationException)
        {
            throw Bad();        // half a surrogate pair, or bytes that are no UTF-8
        }
    }

    private static ProblemException Bad() => new(Problem.BadRequest("A text in the request holds a NUL, half a surrogate pair, or bytes that are no UTF-8."));
}
