using System.Globalization;

namespace GetYourMusicStyle.Catalog;

/// <summary>How many tracks have a verdict.</summary>
/// <param name="Tracks">All of them.</param>
/// <param name="Uncertain">Those among them that the model is not sure of.</param>
public sealed record GenreCount(string Genre, long Tracks, long Uncertain);

/// <summary>What a library, or what a search finds of it, comes to.</summary>
/// <param name="Silent">Analysed, but silent throughout.</param>
/// <param name="Seconds">Length of all tracks whose length is known.</param>
/// <param name="Genres">The verdicts there are, the most frequent first.</param>
public sealed record LibraryCounts(long Tracks, long NotAnalysed, long Silent, double Seconds, IReadOnlyList<GenreCount> Genres);

/// <summary>Figures of a library.</summary>
public sealed partial class TrackLibrary
{
    /// <summary>Counts tracks by the verdict of <paramref name="modelVersion"/>: one look at each of them.</summary>
    /// <param name="search">As <see cref="TrackQuery.Search"/>.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<LibraryCounts> CountAsync(string modelVersion, string? search, CancellationToken cancellation)
    {
        ModelVersion? model = await _models.FindAsync(modelVersion, cancellation);
        string[] words = Words(search);
        if (words.Length == 0 && !string.IsNullOrWhiteSpace(search))
            return new LibraryCounts(0, 0, 0, 0, []);
        var groups = await _database.ReadAsync(
            (context, stop) =>
            {
                (string condition, IReadOnlyList<string> values) = words.Length == 0 ? ("", []) : context.Search(words);
                Statement statement = context.Sql($"""
                    SELECT s.genre, s.uncertain, count(*), coalesce(sum(t.duration_seconds), 0.0)
                    FROM tracks t LEFT JOIN track_summaries s ON s.track_id = t.id AND s.model_version_id = @model
                    {(words.Length == 0 ? "" : "WHERE ")}{condition}
                    GROUP BY s.genre, s.uncertain
                    """).Set("model", model?.Id ?? -1);
                for (int i = 0; i < values.Count; i++)
                    statement.Set(string.Create(CultureInfo.InvariantCulture, $"word{i}"), values[i]);
                return statement.QueryAsync(
                    r => (Genre: r.IsDBNull(0) ? null : r.GetString(0), Uncertain: r.IsDBNull(1) ? (bool?)null : r.GetBoolean(1), Tracks: r.GetInt64(2), Seconds: r.GetDouble(3)),
                    stop);
            },
            cancellation);
        return new LibraryCounts(
            groups.Sum(g => g.Tracks),
            groups.Where(g => g.Uncertain is null).Sum(g => g.Tracks),
            groups.Where(g => g is { Genre: null, Uncertain: not null }).Sum(g => g.Tracks),
            groups.Sum(g => g.Seconds),
            [.. groups.Where(g => g.Genre is not null).GroupBy(g => g.Genre!)
                .Select(g => new GenreCount(g.Key, g.Sum(p => p.Tracks), g.Where(p => p.Uncertain == true).Sum(p => p.Tracks)))
                .OrderByDescending(g => g.Tracks).ThenBy(g => g.Genre, StringComparer.Ordinal)]);
    }
}
