using GetYourMusicStyle.Api.Paging;
using GetYourMusicStyle.Api.Problems;
using GetYourMusicStyle.Api.Uploads;
using GetYourMusicStyle.Catalog.Tracks;
using GetYourMusicStyle.Scoring.Models;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace GetYourMusicStyle.Api.Tracks;

/// <summary><c>/tracks</c> as a list, and what it comes to.</summary>
internal static class TrackListRoutes
{
    /// <summary>Lists the catalog, newest first unless asked otherwise. Tracks that lack what the list runs by come last.</summary>
    /// <param name="genre">Only tracks with this verdict.</param>
    /// <param name="q">Only tracks with these words, or words that begin so, in title, artist, album or file name.</param>
    /// <param name="sound">Only tracks in which this is heard; given several times, all of these. At most 16.</param>
    /// <param name="uncertain">true: only verdicts the model is not sure of; false: only those it is sure of.</param>
    /// <param name="sort">added (the default), title, artist, genre, confidence or duration.</param>
    /// <param name="order">asc or desc; default: newest first, all else ascending.</param>
    /// <param name="after">From the answer before: what follows it.</param>
    /// <param name="skip">Passes over so many first, 0 to 1,000,000: for jumps in a long list.</param>
    /// <param name="limit">At most so many, 1 to 500.</param>
    internal static async Task<Ok<Page<TrackJson>>> ListAsync(
        TrackStore library, Ensemble ensemble, CancellationToken cancellation, string? genre = null, string? q = null, string[]? sound = null,
        bool? uncertain = null, string sort = "added", string? order = null, string? after = null, int skip = 0, int limit = 50)
    {
        Limit.Check(limit, 500);
        if (skip is < 0 or > TrackStore.MaxSkip)
            throw new ProblemException(Problem.BadRequest("skip must be a number from 0 to 1,000,000."));
        if (Sort(sort) is not { } by)
            throw new ProblemException(Problem.BadRequest("sort must be one of added, title, artist, genre, confidence and duration."));
        if (order is not (null or "asc" or "desc"))
            throw new ProblemException(Problem.BadRequest("order must be asc or desc."));
        TrackQuery query = new()
        {
            Genre = genre,
            Search = q is null ? null : LibraryPath.Text(q),
            Sounds = Sounds(sound),
            Uncertain = uncertain,
            Sort = by,
            Descending = order is null ? by == TrackSort.Added : order == "desc",
            Skip = skip,
        };
        TrackPage page = await library.PageAsync(ensemble.ModelVersion, query, Cursor.Place(after, by), limit, cancellation);
        return TypedResults.Ok(new Page<TrackJson>([.. page.Items.Select(TrackJson.Of)], page.Next is { } next ? Cursor.Of(next) : null));
    }

    /// <summary>
    /// Counts the catalog by verdict: how many tracks, how many of each genre, how many wait for a verdict, and in how many each sound is heard. At
    /// most a second old.
    /// </summary>
    /// <param name="q">Only tracks with these words, or words that begin so, in title, artist, album or file name.</param>
    /// <param name="sound">Only tracks in which this is heard; given several times, all of these. At most 16.</param>
    internal static async Task<Ok<LibraryJson>> SummaryAsync(
        LibraryCountCache counts, CancellationToken cancellation, string? q = null, string[]? sound = null) =>
        TypedResults.Ok(LibraryJson.Of(await counts.OfAsync(q is null ? null : LibraryPath.Text(q), Sounds(sound), cancellation)));

    private static string[] Sounds(string[]? names)
    {
        string[] sounds = [.. (names ?? []).Distinct()];
        return sounds.Length <= 16 ? sounds : throw new ProblemException(Problem.BadRequest("sound may be given 16 times."));
    }

    private static TrackSort? Sort(string name) => name switch
    {
        "added" => TrackSort.Added,
        "title" => TrackSort.Title,
        "artist" => TrackSort.Artist,
        "genre" => TrackSort.Genre,
        "confidence" => TrackSort.Confidence,
        "duration" => TrackSort.Duration,
        _ => null,
    };
}
