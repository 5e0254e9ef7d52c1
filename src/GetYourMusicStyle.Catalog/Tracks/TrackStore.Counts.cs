using System.Globalization;
using GetYourMusicStyle.Catalog.Model;

namespace GetYourMusicStyle.Catalog.Tracks;

/// <summary>How many tracks have a verdict.</summary>
/// <param name="Tracks">All of them.</param>
/// <param name="Uncertain">Those among them that the model is not sure of.</param>
public sealed record GenreCount(string Genre, long Tracks, long Uncertain);

/// <summary>In how many tracks a sound is heard.</summary>
public sealed record SoundCount(string Sound, long Tracks);

/// <summary>What a library, or what a search finds of it, comes to.</summary>
/// <param name="Silent">Analysed, but silent throughout.</param>
/// <param name="Seconds">Length of all tracks whose length is known.</param>
/// <param name="Genres">The verdicts there are, the most frequent first.</param>
/// <param name="Sounds">What else is heard, the most frequent first.</param>
public sealed record LibraryCounts(
    long Tracks, long NotAnalysed, long Silent, double Seconds, IReadOnlyList<GenreCount> Genres, IReadOnlyList<SoundCount> Sounds);

/// <summary>Figures of a library.</summary>
public sealed partial class TrackStore
{
    // Each part is one pass over an index.
    private const string CountAll = """
        SELECT genre, 0, count(*), 0.0 FROM track_summaries WHERE model_version_id = @model GROUP BY genre
        UNION ALL
        SELECT genre, 1, count(*), 0.0 FROM track_summaries WHERE model_version_id = @model AND uncertain GROUP BY genre
        UNION ALL
        SELECT NULL, 2, count(*), coalesce(sum(duration_seconds), 0.0) FROM tracks
        UNION ALL
        SELECT name, 3, count(*), 0.0 FROM track_sounds WHERE model_version_id = @model GROUP BY name
        """;

    private const string CountFound = """
        WITH found AS (
            SELECT t.id AS id, t.duration_seconds AS seconds, s.track_id AS judged, s.genre AS genre, s.uncertain AS uncertain
            FROM tracks t LEFT JOIN track_summaries s ON s.track_id = t.id AND s.model_version_id = @model
            WHERE {0})
        SELECT genre, 0, count(*), 0.0 FROM found WHERE judged IS NOT NULL GROUP BY genre
        UNION ALL
        SELECT genre, 1, count(*), 0.0 FROM found WHERE uncertain GROUP BY genre
        UNION ALL
        SELECT NULL, 2, count(*), coalesce(sum(seconds), 0.0) FROM found
        UNION ALL
        SELECT h.name, 3, count(*), 0.0 FROM found JOIN track_sounds h ON h.track_id = found.id AND h.model_version_id = @model GROUP BY h.name
        """;

    /// <summary>Counts tracks by the verdict of <paramref name="modelVersion"/>.</summary>
    /// <param name="search">As <see cref="TrackQuery.Search"/>.</param>
    /// <param name="sounds">As <see cref="TrackQuery.Sounds"/>.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<LibraryCounts> CountAsync(string modelVersion, string? search, IReadOnlyList<string> sounds, CancellationToken cancellation)
    {
        ModelVersion? model = await _models.FindAsync(modelVersion, cancellation);
        TrackSearch found = new(search, sounds);
        if (found.FindsNothing)
            return new LibraryCounts(0, 0, 0, 0, [], []);
        var counts = await _database.ReadAsync(
            (context, stop) =>
            {
                string sql = found.FindsAll ? CountAll : CountFound.Replace("{0}", string.Join(" AND ", found.Conditions(context, "t.id")), StringComparison.Ordinal);
                return found.Set(context, context.Sql(sql).Set("model", model?.Id ?? -1)).QueryAsync(
                    r => (Name: r.IsDBNull(0) ? null : r.GetString(0), Of: (Counted)r.GetInt32(1), Tracks: r.GetInt64(2), Seconds: Convert.ToDouble(r.GetValue(3), CultureInfo.InvariantCulture)),
                    stop);
            },
            cancellation);
        var scored = counts.FindAll(c => c.Of == Counted.Scored);
        var (_, _, tracks, seconds) = counts.Find(c => c.Of == Counted.All);
        return new LibraryCounts(
            tracks,
            tracks - scored.Sum(c => c.Tracks),
            scored.Find(c => c.Name is null).Tracks,
            seconds,
            [.. scored.Where(c => c.Name is not null)
                .Select(c => new GenreCount(c.Name!, c.Tracks, counts.Find(u => u.Of == Counted.Uncertain && u.Name == c.Name).Tracks))
                .OrderByDescending(g => g.Tracks).ThenBy(g => g.Genre, StringComparer.Ordinal)],
            [.. counts.Where(c => c.Of == Counted.Heard).Select(c => new SoundCount(c.Name!, c.Tracks))
                .OrderByDescending(s => s.Tracks).ThenBy(s => s.Sound, StringComparer.Ordinal)]);
    }

    private enum Counted
    {
        Scored,
        Uncertain,
        All,
        Heard,
    }
}
