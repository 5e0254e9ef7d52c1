using System.Globalization;
using GetYourMusicStyle.Recommender.Index;

namespace GetYourMusicStyle.Recommender.Playlists;

/// <summary>
/// Makes lists that flow: near to a query, smooth from one track to the next, no artist twice in a row where that can be avoided, no recording
/// twice. The same request to the same tracks gives the same list.
/// </summary>
public sealed class PlaylistBuilder(RecommenderOptions options)
{
    /// <summary>Makes a list. It is shorter than requested if there are not so many tracks; a genre of a mix that has too few is made up for by the others.</summary>
    /// <exception cref="ArgumentException">The size is out of range, or a genre is not one of the index's.</exception>
    public Playlist Build(TrackIndex index, PlaylistRequest request)
    {
        if (request.Size is < 1 or > PlaylistRequest.MostTracks)
            throw new ArgumentException($"A list has 1 to {PlaylistRequest.MostTracks} tracks.", nameof(request));
        IndexedTrack[] settled = request.IncludeLiked ? [.. request.Query.Tracks.DistinctBy(track => track.Id).Take(request.Size)] : [];
        var selection = new CandidateSelection(settled, options, Math.Max(1, (int)Math.Ceiling(request.Size * options.ArtistShare)));
        var random = request.Seed is { } seed ? new Random(seed) : null;
        var parts = Parts(index, request, request.Size - settled.Length, random);
        foreach (var (source, count) in parts)
            source.Give(selection, count);
        foreach (var (source, _) in parts)
        {
            if (selection.Tracks.Count < request.Size)
                source.Give(selection, request.Size - selection.Tracks.Count);
        }
        return new Playlist(request.Name ?? NameOf(request.Query), InOrder(index, selection.Tracks, settled.Length));
    }

    private List<(CandidateSource Source, int Count)> Parts(TrackIndex index, PlaylistRequest request, int size, Random? random)
    {
        var filter = new NeighbourFilter { IncludeUncertain = request.IncludeUncertain, ExcludedIds = request.ExcludedIds };
        if (request.Query.Genres is not { } mix)
            return [(new CandidateSource(index, request.Query, filter, random, options), size)];
        return [.. GenreShares.Of(mix, size).Select(part =>
            (new CandidateSource(index, SimilarityQuery.Of(new Dictionary<string, double> { [part.Genre] = 1 }), filter with { Genre = part.Genre }, random, options), part.Count))];
    }

    private static IndexedTrack[] InOrder(TrackIndex index, IReadOnlyList<IndexedTrack> tracks, int settled)
    {
        float[][] points = [.. tracks.Select(index.PointOf)];
        var sequencer = new PlaylistSequencer(tracks, (one, other) => index.Between(points[one], points[other]));
        return [.. sequencer.Order(settled).Select(place => tracks[place])];
    }

    private static string NameOf(SimilarityQuery query)
    {
        if (query.Genres is { } mix)
        {
            return mix.Count == 1 ? mix.Keys.First() : string.Join(", ", mix.OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key, StringComparer.Ordinal)
                .Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Value * 100:0.#} % {entry.Key}")));
        }
        var first = query.Tracks[0];
        string name = first.Title ?? System.IO.Path.GetFileNameWithoutExtension(first.Path);
        string by = first.Artist is null ? "" : $" by {first.Artist}";
        return query.Tracks.Count == 1 ? $"Like {name}{by}" : $"Like {name}{by} and {query.Tracks.Count - 1} more";
    }
}
