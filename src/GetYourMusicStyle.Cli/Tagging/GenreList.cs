namespace GetYourMusicStyle.Cli.Tagging;

/// <summary>The genres of a file, the best first.</summary>
internal static class GenreList
{
    /// <summary>
    /// The best genres first, then what the file had, in its order. No genre is there twice; upper and lower case make no difference, and a genre
    /// that the file had keeps its spelling. A list that needs no change is returned as it is.
    /// </summary>
    public static IReadOnlyList<string> WithFirst(IReadOnlyList<string> old, IEnumerable<string> best)
    {
        var first = best.Select(genre => old.FirstOrDefault(had => Same(had, genre)) ?? genre).ToList();
        if (first.Count <= old.Count && first.Zip(old).All(pair => Same(pair.First, pair.Second)))
            return old;
        return [.. first.Concat(old).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
