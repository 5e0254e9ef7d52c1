using GetYourMusicStyle.Catalog.Data;

namespace GetYourMusicStyle.Catalog.Tracks;

/// <summary>
/// SQL for the ids of one part of a list of tracks, in two ranges: those that have the value the list is sorted by, then those that have none. Each is a
/// range of one index, see <c>TrackOrders</c> among the migrations, whose expressions must be the same to the letter.
/// </summary>
internal sealed class TrackOrder(CatalogContext context, TrackQuery query, TrackSearch search)
{
    /// <summary>The key of a list by title: at most 400 bytes, as an entry of an index has its limit.</summary>
    public const string Title = "substr(lower(coalesce(nullif(title, ''), file_name)), 1, 100)";

    /// <summary>The key of a list by artist.</summary>
    public const string Artist = "substr(lower(nullif(artist, '')), 1, 100)";

    private readonly bool _byVerdict = query.Sort is TrackSort.Genre or TrackSort.Confidence;
    private readonly bool _filtered = query.Genre is not null || query.Uncertain is not null;

    /// <summary>Whether some tracks may lack the value.</summary>
    public bool HasKeyless => query.Sort is not (TrackSort.Added or TrackSort.Title);

    private string Key => query.Sort switch
    {
        TrackSort.Title => Title,
        TrackSort.Artist => Artist,
        TrackSort.Genre => "s.genre",
        TrackSort.Confidence => "s.confidence",
        TrackSort.Duration => "duration_seconds",
        _ => "NULL",
    };

    private string Direction => query.Descending ? "DESC" : "ASC";

    private string Beyond => query.Descending ? "<" : ">";

    /// <summary>Those with a value: id and value. Parameters as <see cref="WithoutKey"/>, and <c>@key</c> with <c>@id</c>.</summary>
    public string WithKey(bool after)
    {
        // The verdict's own index gives its tracks in order of their ids.
        string id = _byVerdict || (_filtered && query.Sort == TrackSort.Added) ? "s.track_id" : "t.id";
        string tables = _byVerdict
            ? !search.HasWords ? "track_summaries s" : "track_summaries s JOIN tracks t ON t.id = s.track_id"
            : Tables("JOIN");
        List<string> conditions = Conditions(id);
        if (_byVerdict)
            conditions.Add("s.model_version_id = @model");
        if (query.Sort == TrackSort.Added)
        {
            if (after)
                conditions.Add($"{id} {Beyond} @id");
            return Select(id, Key, tables, conditions, $"{id} {Direction}");
        }

        conditions.Add($"{Key} IS NOT NULL");
        // SQLite looks up a pair in no index of expressions, but its first half.
        if (after)
            conditions.Add($"{Key} {Beyond}= @key AND ({Key}, {id}) {Beyond} (@key, @id)");
        return Select(id, Key, tables, conditions, $"{Key} {Direction}, {id} {Direction}");
    }

    /// <summary>
    /// Those without. Parameters: <c>@model</c>, <c>@genre</c>, those of the search, <c>@limit</c>, <c>@skip</c>, and <c>@id</c> where one is followed.
    /// </summary>
    public string WithoutKey(bool after)
    {
        List<string> conditions = Conditions("t.id");
        conditions.Add(_byVerdict ? "s.genre IS NULL" : $"{Key} IS NULL");
        if (query.Sort == TrackSort.Confidence)
            conditions[^1] = "s.track_id IS NULL";
        if (after)
            conditions.Add($"t.id {Beyond} @id");
        string order = _byVerdict ? "" : $"{Key} {Direction}, ";
        return Select("t.id", "NULL", Tables("LEFT JOIN"), conditions, $"{order}t.id {Direction}");
    }

    private string Tables(string join) => _filtered || _byVerdict
        ? $"tracks t {join} track_summaries s ON s.track_id = t.id AND s.model_version_id = @model"
        : "tracks t";

    private List<string> Conditions(string id)
    {
        List<string> conditions = [];
        if (query.Genre is not null)
            conditions.Add("s.genre = @genre");
        // A silent track has no verdict to be sure of. Said as a range, so that SQLite takes the index of the uncertain ones.
        if (query.Uncertain is { } uncertain)
            conditions.Add(uncertain ? "s.uncertain AND s.genre > ''" : "NOT s.uncertain AND s.genre IS NOT NULL");
        conditions.AddRange(search.Conditions(context, id));
        return conditions;
    }

    private static string Select(string id, string key, string tables, List<string> conditions, string order) =>
        $"SELECT {id}, {key} FROM {tables}{(conditions.Count == 0 ? "" : " WHERE ")}{string.Join(" AND ", conditions)} ORDER BY {order} LIMIT @limit OFFSET @skip";
}
