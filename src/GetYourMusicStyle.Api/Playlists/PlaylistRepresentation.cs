using GetYourMusicStyle.Api.Problems;
using GetYourMusicStyle.Recommender.Files;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace GetYourMusicStyle.Api.Playlists;

/// <summary>A representation of a playlist, negotiated by the Accept header.</summary>
/// <param name="MediaType">The media type of the answer.</param>
/// <param name="Format">The kind of file; null for JSON.</param>
internal sealed record PlaylistRepresentation(string MediaType, PlaylistFormat? Format)
{
    /// <summary>All there are; JSON for whoever takes anything.</summary>
    public static readonly IReadOnlyList<PlaylistRepresentation> All =
    [
        new("application/json", null),
        new("audio/x-mpegurl", PlaylistFormat.M3u8),
        new("application/vnd.apple.mpegurl", PlaylistFormat.M3u8),
        new("audio/mpegurl", PlaylistFormat.M3u8),
        new("application/xspf+xml", PlaylistFormat.Xspf),
        new("application/jspf+json", PlaylistFormat.Jspf),
    ];

    /// <summary>The one the caller likes best.</summary>
    /// <exception cref="ProblemException">There is none the caller takes.</exception>
    public static PlaylistRepresentation Of(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParseList([.. request.Headers.Accept.OfType<string>()], out var accepted) || accepted.Count == 0)
            return All[0];
        return accepted.Where(range => range.Quality is not 0).OrderByDescending(range => range.Quality ?? 1)
            .Select(range => All.FirstOrDefault(one => new MediaTypeHeaderValue(one.MediaType).IsSubsetOf(Bare(range)))).FirstOrDefault(one => one is not null)
            ?? throw new ProblemException(Problem.Of(
                StatusCodes.Status406NotAcceptable, "not-acceptable", "Not in this form",
                $"A playlist comes as {string.Join(", ", All.Select(one => one.MediaType))}: name one of them in Accept."));
    }

    // Without quality and charset.
    private static MediaTypeHeaderValue Bare(MediaTypeHeaderValue range) => new(range.MediaType);
}
