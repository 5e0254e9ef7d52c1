using GetYourMusicStyle.Cli.Output;

namespace GetYourMusicStyle.Cli.Playlists;

/// <summary>Chooses the track that words mean.</summary>
internal static class SearchMatches
{
    /// <summary>How many are shown.</summary>
    public const int MostShown = 10;

    /// <summary>The place of the only one, or of the only one that has just this title or file name.</summary>
    /// <exception cref="UsageException">There is none, or there are several, which are shown first.</exception>
    public static int Single(string words, IReadOnlyList<SearchMatch> found)
    {
        if (found.Count == 1)
            return 0;
        if (found.Count == 0)
            throw new UsageException($"there is no file '{words}', and no track has these words in title, artist, album or file name");
        int[] exact = [.. Enumerable.Range(0, found.Count).Where(i => Is(words, found[i].Title) || Is(words, found[i].FileName))];
        if (exact.Length == 1)
            return exact[0];
        foreach (var candidate in found.Take(MostShown))
            StandardError.WriteLine(TerminalText.Safe(candidate.ToString()));
        throw new UsageException($"'{words}' matches {(found.Count > MostShown ? "these and more" : "all of these")}: use more words, or the number of the one you mean");
    }

    private static bool Is(string words, string? name) => words.Equals(name, StringComparison.OrdinalIgnoreCase);
}
