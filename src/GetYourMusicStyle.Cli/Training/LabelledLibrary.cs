namespace GetYourMusicStyle.Cli.Training;

/// <summary>
/// What of your own library is learned from: one track a content, each with a genre, in groups that a split holds out together.
/// </summary>
internal sealed class LabelledLibrary
{
    /// <summary>With fewer tracks of a genre none would be left to learn from, to stop by, and to test with.</summary>
    public const int FewestTracks = 3;

    /// <summary>With fewer tracks of a genre its figures say little.</summary>
    public const int FewTracks = 20;

    private const int Named = 5;
    private const string Own = "own";
    private readonly List<string> _remarks = [];

    /// <param name="tracks">All tracks found.</param>
    /// <param name="genres">The genres wanted; null for all.</param>
    /// <exception cref="UsageException">It cannot be learned from; the message says why.</exception>
    public LabelledLibrary(IReadOnlyList<LibraryTrack> tracks, IReadOnlyList<string>? genres)
    {
        var readable = LeaveOut(tracks, track => track.Sha256 is null, "cannot be read, or is empty");
        Failures = tracks.Count - readable.Count;
        var labelled = LeaveOut(readable, track => track.Genre is null, "has no genre");
        if (labelled.Count == 0)
            throw new UsageException("no track has a genre: give a folder a genre, files with genre tags (--label-from tag), or a CSV file with path,genre");
        var kept = WithoutDuplicates(OfGenres(WithOneSpelling(labelled), genres));
        var counts = kept.CountBy(track => track.Genre!).OrderBy(count => count.Key, StringComparer.Ordinal).ToList();
        Check(counts);
        Genres = [.. counts];
        Files = [.. counts.SelectMany(count => WithGroups(count.Key, [.. kept.Where(track => track.Genre == count.Key)]))];
    }

    public IReadOnlyList<LabelledFile> Files { get; }

    /// <summary>Genres and how many tracks each has.</summary>
    public IReadOnlyList<KeyValuePair<string, int>> Genres { get; }

    /// <summary>What was left out, and what to keep in mind: a line each.</summary>
    public IReadOnlyList<string> Remarks => _remarks;

    /// <summary>Files that could not be read.</summary>
    public int Failures { get; }

    private List<LibraryTrack> LeaveOut(IReadOnlyList<LibraryTrack> tracks, Func<LibraryTrack, bool> without, string why)
    {
        foreach (string line in Names([.. tracks.Where(without).Select(track => track.Name)], why))
            _remarks.Add(line);
        return [.. tracks.Where(track => !without(track))];
    }

    private static IEnumerable<string> Names(IReadOnlyList<string> names, string why)
    {
        foreach (string name in names.Take(Named))
            yield return $"left out: {name} {why}";
        if (names.Count > Named)
            yield return $"left out: {names.Count - Named} more tracks for the same reason (it {why})";
    }

    // Genres that differ only in upper and lower case are one, spelled as most tracks have it.
    private static List<LibraryTrack> WithOneSpelling(List<LibraryTrack> tracks)
    {
        var spelling = tracks.GroupBy(track => track.Genre!, StringComparer.OrdinalIgnoreCase).ToDictionary(
            genre => genre.Key,
            genre => genre.CountBy(track => track.Genre!).OrderByDescending(count => count.Value).ThenBy(count => count.Key, StringComparer.Ordinal).First().Key,
            StringComparer.OrdinalIgnoreCase);
        return [.. tracks.Select(track => track with { Genre = spelling[track.Genre!] })];
    }

    private static List<LibraryTrack> OfGenres(List<LibraryTrack> tracks, IReadOnlyList<string>? genres)
    {
        if (genres is null)
            return tracks;
        var there = tracks.Select(track => track.Genre!).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (genres.FirstOrDefault(genre => !there.Contains(genre)) is { } missing)
            throw new UsageException($"no track is of the genre {missing}; there are {string.Join(", ", there.Order(StringComparer.Ordinal))}");
        return [.. tracks.Where(track => genres.Contains(track.Genre!, StringComparer.OrdinalIgnoreCase))];
    }

    // The same bytes are one track; with two genres they are none.
    private List<LibraryTrack> WithoutDuplicates(List<LibraryTrack> tracks)
    {
        var kept = new List<LibraryTrack>();
        int copies = 0;
        foreach (var same in tracks.GroupBy(track => track.Sha256))
        {
            if (same.DistinctBy(track => track.Genre).Count() > 1)
            {
                _remarks.Add($"left out: the same recording with different genres: {string.Join(", ", same.Select(track => $"{track.Name} ({track.Genre})"))}");
                continue;
            }
            kept.Add(same.First());
            copies += same.Count() - 1;
        }
        if (copies > 0)
            _remarks.Add($"byte for byte copies of other files, which count once: {copies}");
        return kept;
    }

    private void Check(List<KeyValuePair<string, int>> counts)
    {
        if (counts.Count < 2)
            throw new UsageException($"there is one genre only{(counts.Count == 1 ? $", {counts[0].Key}" : "")}: at least two are needed to tell apart");
        string small = string.Join(", ", counts.Where(count => count.Value < FewestTracks).Select(count => $"{count.Key} has {count.Value}"));
        if (small.Length > 0)
            throw new UsageException($"too few tracks: {small}; each genre needs at least {FewestTracks}, and {FewTracks} or more to learn it well. Add some, or name the genres to learn: --genres A,B");
        string few = string.Join(", ", counts.Where(count => count.Value < FewTracks).Select(count => $"{count.Key} {count.Value}"));
        if (few.Length > 0)
            _remarks.Add($"few tracks of {few}: with under {FewTracks} of a genre, expect wide intervals and mistakes");
    }

    private IEnumerable<LabelledFile> WithGroups(string genre, List<LibraryTrack> tracks)
    {
        static string Group(LibraryTrack track) => track.Artist is null ? track.Name : $"artist:{track.Artist.ToLowerInvariant()}";
        int groups = tracks.DistinctBy(Group).Count();
        bool apart = groups < FewestTracks;
        if (apart)
            _remarks.Add($"{genre} has {groups} artist{(groups == 1 ? "" : "s")} only: no artist can be held out, so its tracks are held out one by one, which flatters its figures");
        return tracks.Select(track => new LabelledFile(
            track.Name, track.File.FullPath, track.Sha256!, [genre, track.Name, apart ? track.Name : Group(track), Own, Own, "0"]));
    }
}
