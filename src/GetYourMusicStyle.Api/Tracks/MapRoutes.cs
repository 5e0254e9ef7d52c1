using GetYourMusicStyle.Api.Authentication;
using GetYourMusicStyle.Api.Paging;
using GetYourMusicStyle.Catalog.Index;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Recommender.Map;
using GetYourMusicStyle.Scoring.Models;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace GetYourMusicStyle.Api.Tracks;

/// <summary>The library on a plane, a column a field: place <c>i</c> of each list is one track.</summary>
/// <param name="Total">How many tracks the model has scored; the lists have fewer where that is more than was asked for, or where some are silent.</param>
/// <param name="Genres">The genres of the model.</param>
/// <param name="GenreX">Where each genre is: on a circle of radius 1, similar ones beside each other, x to the right.</param>
/// <param name="GenreY">Likewise, y upwards.</param>
/// <param name="Ids">The tracks.</param>
/// <param name="X">Where they are: the mean of the genres' places, weighted by the squares of the track's probabilities, moved a little by how it sounds.</param>
/// <param name="Y">Likewise.</param>
/// <param name="Genre">Place of the verdict in <paramref name="Genres"/>; -1 for none.</param>
/// <param name="Confidence">Calibrated probability that it is right, 0 to 1.</param>
public sealed record MapJson(
    string ModelVersion, int Total, IReadOnlyList<string> Genres, double[] GenreX, double[] GenreY, long[] Ids, double[] X, double[] Y, int[] Genre, double[] Confidence);

/// <summary><c>/tracks/map</c>.</summary>
internal static class MapRoutes
{
    private const int MostTracks = 50_000;

    public static void MapLibraryMap(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/tracks/map", MapAsync).RequireScope(ApiScopes.Read).WithTags("Tracks").ProducesProblem(400);

    /// <summary>
    /// A map of the library by genre, as columns. The same tracks are at the same places each time; when a library grows, the genres keep theirs until it
    /// has four times as many tracks, and from 4,096 tracks on for good.
    /// </summary>
    /// <param name="limit">At most so many tracks, 1 to 50,000; of a larger library, a sample spread evenly.</param>
    internal static async Task<Ok<MapJson>> MapAsync(MapReader reader, Ensemble ensemble, CancellationToken cancellation, int limit = MostTracks)
    {
        Limit.Check(limit, MostTracks);
        var genres = ensemble.Manifest.Genres;
        var (total, rows) = await reader.SampleAsync(ensemble.ModelVersion, limit, cancellation);
        var first = total <= limit ? rows : await reader.FirstAsync(ensemble.ModelVersion, GenreCircle.MostTracks, cancellation);
        var circle = GenreCircle.Of(genres.Count, [.. first.Take(GenreCircle.MostTracks).Select(row => row.Probabilities)]);
        var index = genres.Select((genre, i) => (genre, i)).ToDictionary(pair => pair.genre, pair => pair.i);
        var places = rows.Select(row => circle.PlaceOf(row.Probabilities, row.Embedding)).ToArray();
        return TypedResults.Ok(new MapJson(
            ensemble.ModelVersion, total, genres, Rounded(circle.Places.Select(place => place.X)), Rounded(circle.Places.Select(place => place.Y)),
            [.. rows.Select(row => row.TrackId)], Rounded(places.Select(place => place.X)), Rounded(places.Select(place => place.Y)),
            [.. rows.Select(row => row.Genre is { } genre ? index.GetValueOrDefault(genre, -1) : -1)], Rounded(rows.Select(row => row.Confidence))));
    }

    private static double[] Rounded(IEnumerable<double> values) => [.. values.Select(value => Math.Round(value, 4))];
}
