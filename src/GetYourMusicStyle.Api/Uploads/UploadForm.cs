using GetYourMusicStyle.Api.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace GetYourMusicStyle.Api.Uploads;

/// <summary>What a request says about the file it brings.</summary>
/// <param name="Name">Name of the file.</param>
/// <param name="Path">Its path in the library, if given.</param>
/// <param name="Batch">The batch it belongs to, as it was sent, if given.</param>
internal sealed record UploadForm(string? Name, string? Path, string? Batch)
{
    private const int MaxFieldBytes = 8 * 1024;

    /// <summary>
    /// Reads the body into <paramref name="spool"/>: a form's one <c>file</c>, or the whole. What the query says goes before what form fields say.
    /// </summary>
    /// <exception cref="ProblemException">The body is malformed, or brings no file or several.</exception>
    public static async Task<UploadForm> ReadAsync(HttpRequest request, SpoolFile spool, CancellationToken cancellation)
    {
        var query = new UploadForm(request.Query["name"], request.Query["path"], request.Query["batch"]);
        try
        {
            if (MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
            {
                var form = await ReadFormAsync(request, HeaderUtilities.RemoveQuotes(type.Boundary).ToString(), spool, cancellation);
                return new(query.Name ?? form.Name, query.Path ?? form.Path, query.Batch ?? form.Batch);
            }
            if (query.Name is null && query.Path is null)
                throw Malformed("Name the file with ?name=, or send it as the field 'file' of multipart/form-data.");
            await spool.FillAsync(request.Body, cancellation);
            return query;
        }
        catch (Exception e) when (e is InvalidDataException || (e is IOException and not BadHttpRequestException && !cancellation.IsCancellationRequested))
        {
            throw Malformed($"The multipart body is malformed or cut off: {e.Message}");
        }
    }

    private static async Task<UploadForm> ReadFormAsync(HttpRequest request, string boundary, SpoolFile spool, CancellationToken cancellation)
    {
        if (boundary.Length is 0 or > 200)
            throw Malformed("The Content-Type of a multipart body must name its boundary.");
        var form = new UploadForm(null, null, null);
        bool found = false;
        var reader = new MultipartReader(boundary, request.Body);
        while (await reader.ReadNextSectionAsync(cancellation) is { } section)
        {
            var disposition = section.GetContentDispositionHeader();
            string field = HeaderUtilities.RemoveQuotes(disposition?.Name ?? default).ToString();
            switch (field)
            {
                case "file" when found:
                    throw Malformed("Send one file a request.");
                case "file":
                    found = true;
                    await spool.FillAsync(section.Body, cancellation);
                    form = form with { Name = FileName(disposition!) };
                    break;
                case "path":
                    form = form with { Path = await TextAsync(section.Body, cancellation) };
                    break;
                case "batch":
                    form = form with { Batch = await TextAsync(section.Body, cancellation) };
                    break;
                default:
                    throw Malformed($"There is no field '{new string([.. field.Where(c => !char.IsControl(c)).Take(50)])}': send 'file', and 'batch' and 'path' if you like.");
            }
        }
        return found ? form : throw Malformed("The form has no field 'file'.");
    }

    private static string? FileName(ContentDispositionHeaderValue disposition)
    {
        var name = disposition.FileNameStar.HasValue ? disposition.FileNameStar : HeaderUtilities.RemoveQuotes(disposition.FileName);
        return name.HasValue ? WellFormedRequest.Text(name.ToString()) : null;
    }

    private static async Task<string> TextAsync(Stream body, CancellationToken cancellation)
    {
        byte[] buffer = new byte[MaxFieldBytes + 1];
        int count = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        return count <= MaxFieldBytes ? WellFormedRequest.Text(buffer.AsSpan(0, count)) : throw Malformed($"A field may have at most {MaxFieldBytes} bytes.");
    }

    private static ProblemException Malformed(string detail) => new(Problem.BadRequest(detail));
}
