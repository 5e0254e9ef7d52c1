namespace GetYourMusicStyle.Recommender.Playlists;

/// <summary>How many tracks of a list each part of a mix gets.</summary>
internal static class GenreShares
{
    /// <summary>Whole numbers nearest to the shares that add up to the size (largest remainders), largest share first.</summary>
    public static IReadOnlyList<(string Genre, int Count)> Of(IReadOnlyDictionary<string, double> mix, int size)
    {
        var parts = mix.Where(entry => entry.Value > 0).OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => (entry.Key, Exact: entry.Value * size)).ToList();
        int[] counts = [.. parts.Select(part => (int)part.Exact)];
        foreach (int i in Enumerable.Range(0, parts.Count).OrderByDescending(i => parts[i].Exact - counts[i]).Take(size - counts.Sum()))
            counts[i]++;
        return [.. parts.Zip(counts, (part, count) => (part.Key, count))];
    }
}
