using GetYourMusicStyle.Catalog;
using GetYourMusicStyle.Pipeline;
using GetYourMusicStyle.Scoring;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace GetYourMusicStyle.Api;

/// <summary>Which way a list runs.</summary>
public enum SortOrder
{
    /// <summary>Smallest first.</summary>
    Asc,

    /// <summary>Largest, or newest, first.</summary>
    Desc,
}

/// <summary><c>/tracks</c> as a list, and what it comes to.</summary>
internal static class TrackListRoutes
{
    /// <summary>Lists the catalog, newest first unless asked otherwise. Tracks that lack what the list runs by come last.</summary>
    /// <param name="genre">Only tracks with this verdict.</param>
    /// <param name="q">Only tracks with these words, or words that begin so, in title, artist, album or file name.</param>
    /// <param name="uncertain">true: only verdicts the model is not sure of; false: only those it is sure of.</param>
    /// <param name="sort">added (the default), title, artist, genre, confidence or duration.</param>
    /// <param name="order">asc or desc; default: newest first, all else ascending.</param>
    /// <param name="after">From the answer before: what follows it.</param>
    /// <param name="skip">Passes over so many first, 0 to 1,000,000: for jumps in a long list.</param>
    /// <param name="limit">At most so many, 1 to 500.</param>
    internal static async Task<Ok<Page<TrackJson>>> ListAsync(
        TrackLibrary library, Ensemble ensemble, CancellationToken cancellation, string? genre = null, string? q = null, bool? uncertain = null,
        TrackSort sort = TrackSort.Added, SortOrder? order = null, string? after = null, int skip = 0, int limit = 50)
    {
        Limit.Check(limit, 500);
        if (skip is < 0 or > TrackLibrary.MostSkipped)
            throw new RefusedException(Problem.BadRequest("skip must be a number from 0 to 1,000,000."));
        if (!Enum.IsDefined(sort) || !Enum.IsDefined(order ?? SortOrder.Asc))
            throw new RefusedException(Problem.BadRequest("sort must be one of added, title, artist, genre, confidence and duration, order one of asc and desc."));
        TrackQuery query = new()
        {
            Genre = genre,
            Search = q is null ? null : LibraryPath.Text(q),
            Uncertain = uncertain,
            Sort = sort,
            Descending = order is null ? sort == TrackSort.Added : order == SortOrder.Desc,
            Skip = skip,
        };
        TrackPage page = await library.PageAsync(ensemble.ModelVersion, query, Cursor.Place(after, sort), limit, cancellation);
        return TypedResults.Ok(new Page<TrackJson>([.. page.Items.Select(TrackJson.Of)], page.Next is { } next ? Cursor.Of(next) : null));
    }

    /// <summary>Counts the catalog by verdict: how many tracks, how many of each genre, how many wait for a verdict. At most a second old.</summary>
    /// <param name="q">Only tracks with these words, or words that begin so, in title, artist, album or file name.</param>
    internal static async Task<Ok<LibraryJson>> SummaryAsync(RecentCounts counts, CancellationToken cancellation, string? q = null) =>
        TypedResults.Ok(LibraryJson.Of(await counts.OfAsync(q is null ? null : LibraryPath.Text(q), cancellation)));
}
