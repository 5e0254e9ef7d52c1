using GetYourMusicStyle.Recommender.Files;

namespace GetYourMusicStyle.Cli.Subsonic;

/// <summary>Which of a server's songs is a track of ours: by the end of its path, or else by title, artist and length.</summary>
internal static class SongMatch
{
    /// <summary>Seconds by which lengths of one recording may differ; servers round them, and some read them from the tags.</summary>
    private const double Tolerance = 3;

    /// <summary>The best of the songs; null if none will do.</summary>
    public static SubsonicSong? Best(PlaylistEntry track, IEnumerable<SubsonicSong> songs) => songs
        .Where(song => DurationDifference(track, song) is null or <= Tolerance && (MatchesPath(track, song) || MatchesTags(track, song)))
        .OrderByDescending(song => MatchesPath(track, song))
        .ThenByDescending(song => Same(track.Album, song.Album))
        .ThenBy(song => DurationDifference(track, song) ?? double.MaxValue)
        .FirstOrDefault();

    /// <summary>What to search for, one after the other, until something fits.</summary>
    public static IEnumerable<string> Queries(PlaylistEntry track)
    {
        string name = Name(track.Path);
        string?[] queries = [track.Title, track.Title is { } title && track.Artist is { } artist ? $"{title} {artist}" : null, name, Words(track.Title ?? name)];
        return queries.Where(query => !string.IsNullOrWhiteSpace(query)).Distinct()!;
    }

    // All steps of the shorter path, from the end: libraries begin at different folders.
    private static bool MatchesPath(PlaylistEntry track, SubsonicSong song)
    {
        if (song.Path is null)
            return false;
        string[] ours = PathSegments(track.Path), theirs = PathSegments(song.Path);
        int least = Math.Min(ours.Length, theirs.Length);
        return least > 0 && ours.AsSpan(^least..).SequenceEqual(theirs.AsSpan(^least..)) && (least > 1 || DurationDifference(track, song) is not null);
    }

    private static bool MatchesTags(PlaylistEntry track, SubsonicSong song)
    {
        bool title = Same(track.Title ?? Name(track.Path), song.Title);
        bool artist = Same(track.Artist, song.Artist);
        // Without an artist to go by, the length has to tell.
        return title && (artist || (track.Artist is null && DurationDifference(track, song) is <= Tolerance / 2));
    }

    private static double? DurationDifference(PlaylistEntry track, SubsonicSong song) => Math.Abs(track.DurationSeconds - song.DurationSeconds ?? double.NaN) is var apart && double.IsNaN(apart) ? null : apart;

    private static string[] PathSegments(string path) => path.Normalize().ToLowerInvariant().Split(['/', '\\'], StringSplitOptions.RemoveEmptyEntries);

    private static bool Same(string? ours, string? theirs) => ours is not null && theirs is not null && Words(ours) is { Length: > 0 } words
        ? words.Equals(Words(theirs), StringComparison.OrdinalIgnoreCase)
        : ours is { Length: > 0 } && ours == theirs;

    private static string Words(string text) => string.Join(' ', new string([.. text.Normalize().Select(c => char.IsLetterOrDigit(c) || char.IsSurrogate(c) ? c : ' ')])
        .Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static string Name(string path) => Path.GetFileNameWithoutExtension(path);
}
