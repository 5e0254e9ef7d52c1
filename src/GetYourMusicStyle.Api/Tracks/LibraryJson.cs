using GetYourMusicStyle.Catalog.Tracks;

namespace GetYourMusicStyle.Api.Tracks;

/// <summary>Tracks with one verdict.</summary>
/// <param name="Genre">The verdict.</param>
/// <param name="Tracks">All of them.</param>
/// <param name="Uncertain">Those among them that the model is not sure of.</param>
public sealed record GenreCountJson(string Genre, long Tracks, long Uncertain);

/// <summary>Tracks in which a sound is heard.</summary>
/// <param name="Sound">Its name.</param>
/// <param name="Tracks">How many there are.</param>
public sealed record SoundCountJson(string Sound, long Tracks);

/// <summary>What the catalog, or what a search finds of it, comes to.</summary>
/// <param name="Tracks">All tracks.</param>
/// <param name="NotAnalysed">Tracks without a verdict of the model in use.</param>
/// <param name="Silent">Tracks that are silent throughout.</param>
/// <param name="Uncertain">Tracks whose verdict the model is not sure of.</param>
/// <param name="DurationS">Length of all tracks whose length is known, in seconds.</param>
/// <param name="Genres">The verdicts there are, the most frequent first.</param>
/// <param name="Sounds">What else is heard, the most frequent first.</param>
public sealed record LibraryJson(
    long Tracks, long NotAnalysed, long Silent, long Uncertain, double DurationS, IReadOnlyList<GenreCountJson> Genres, IReadOnlyList<SoundCountJson> Sounds)
{
    internal static LibraryJson Of(LibraryCounts counts) => new(
        counts.Tracks, counts.NotAnalysed, counts.Silent, counts.Genres.Sum(g => g.Uncertain), Math.Round(counts.Seconds, 3),
        [.. counts.Genres.Select(g => new GenreCountJson(g.Genre, g.Tracks, g.Uncertain))],
        [.. counts.Sounds.Select(s => new SoundCountJson(s.Sound, s.Tracks))]);
}
