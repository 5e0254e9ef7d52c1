using System.Globalization;
using GetYourMusicStyle.Catalog.Data;

namespace GetYourMusicStyle.Catalog.Tracks;

/// <summary>What tracks are looked for by, beside their verdict: words in their texts, and sounds that are heard in them.</summary>
internal sealed class TrackSearch
{
    private readonly string[] _words;
    private readonly IReadOnlyList<string> _sounds;

    public TrackSearch(string? text, IReadOnlyList<string> sounds)
    {
        // Letters and digits; everything else parts them. At most 16 words.
        _words = [.. new string([.. (text ?? "").Select(c => char.IsLetterOrDigit(c) ? c : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(16)];
        _sounds = sounds;
        FindsNothing = _words.Length == 0 && !string.IsNullOrWhiteSpace(text);
        FindsAll = _words.Length == 0 && sounds.Count == 0;
    }

    /// <summary>Whether it looks for a text without words.</summary>
    public bool FindsNothing { get; }

    /// <summary>Whether it looks for nothing in particular.</summary>
    public bool FindsAll { get; }

    /// <summary>Whether the table of tracks is needed.</summary>
    public bool HasWords => _words.Length > 0;

    /// <summary>SQL conditions; parameters: <c>@model</c> and what <see cref="Set"/> sets.</summary>
    /// <param name="context">Which database.</param>
    /// <param name="id">Expression for the id of the track.</param>
    public IEnumerable<string> Conditions(CatalogContext context, string id)
    {
        if (HasWords)
            yield return context.Search(_words).Condition;
        for (int i = 0; i < _sounds.Count; i++)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture, $"EXISTS (SELECT 1 FROM track_sounds h WHERE h.track_id = {id} AND h.model_version_id = @model AND h.name = @sound{i})");
        }
    }

    /// <summary>Sets the parameters of the conditions, apart from the model.</summary>
    public Statement Set(CatalogContext context, Statement statement)
    {
        IReadOnlyList<string> words = HasWords ? context.Search(_words).Values : [];
        for (int i = 0; i < words.Count; i++)
            statement.Set(string.Create(CultureInfo.InvariantCulture, $"word{i}"), words[i]);
        for (int i = 0; i < _sounds.Count; i++)
            statement.Set(string.Create(CultureInfo.InvariantCulture, $"sound{i}"), _sounds[i]);
        return statement;
    }
}
