using GetYourMusicStyle.Api.Problems;
using GetYourMusicStyle.Api.Uploads;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace GetYourMusicStyle.Api.Tracks;

/// <summary>
/// Audio streamed out of the object store, whole or the one range asked for (RFC 9110; several ranges at once get the whole). The bytes are
/// untrusted: the type is ours, a browser must not guess another one, and runs nothing of it; what has no audio type of ours is only saved.
/// </summary>
internal sealed class AudioResult(Track track, StoredObject stored, IObjectStore store) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        var tag = new EntityTagHeaderValue($"\"{track.Sha256}\"");
        var headers = response.GetTypedHeaders();
        headers.ETag = tag;
        headers.CacheControl = new CacheControlHeaderValue { Private = true, NoCache = true };
        string mediaType = AudioMediaType.Of(track.FileName);
        var disposition = new ContentDispositionHeaderValue(mediaType == AudioMediaType.Unknown ? "attachment" : "inline");
        disposition.SetHttpFileName(track.FileName);
        headers.ContentDisposition = disposition;
        response.Headers.AcceptRanges = "bytes";
        var asked = request.GetTypedHeaders();
        if (asked.IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false) || known.Equals(EntityTagHeaderValue.Any)))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        var (from, count) = (0L, stored.Size);
        if (asked.Range is { } range && range.Unit == "bytes" && range.Ranges.Count == 1 && (asked.IfRange is not { } condition || condition.EntityTag?.Compare(tag, useStrongComparison: true) == true))
        {
            if (Part(range.Ranges.First()) is not { } part)
            {
                headers.ContentRange = new ContentRangeHeaderValue(stored.Size);
                await Problem.WriteAsync(httpContext, Problem.Of(416, "range", "There is no such range", $"The audio has {stored.Size} bytes."));
                return;
            }
            (from, count) = part;
            response.StatusCode = StatusCodes.Status206PartialContent;
            headers.ContentRange = new ContentRangeHeaderValue(from, from + count - 1, stored.Size);
        }
        response.ContentType = mediaType;
        response.ContentLength = count;
        if (!HttpMethods.IsHead(request.Method))
            await store.CopyToAsync(stored.Key, from, count, response.Body, httpContext.RequestAborted);
    }

    // First byte and length of what is there of a range; null if nothing is.
    private (long From, long Count)? Part(RangeItemHeaderValue range)
    {
        long from = range.From ?? Math.Max(0, stored.Size - range.To!.Value);
        long to = range.From is null ? stored.Size - 1 : Math.Min(range.To ?? long.MaxValue, stored.Size - 1);
        return from <= to ? (from, to - from + 1) : null;
    }
}
