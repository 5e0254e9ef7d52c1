namespace GetYourMusicStyle.Recommender.Playlists;

/// <summary>The tracks of a list while it is chosen: no recording twice, and not too many by one artist.</summary>
internal sealed class CandidateSelection(IReadOnlyList<IndexedTrack> settled, RecommenderOptions options, int perArtist)
{
    private readonly List<IndexedTrack> _tracks = [.. settled];
    private readonly HashSet<long> _ids = [.. settled.Select(track => track.Id)];
    private readonly Dictionary<string, int> _artists = settled.Select(PlaylistSequencer.Artist).OfType<string>().CountBy(artist => artist).ToDictionary();

    public IReadOnlyList<IndexedTrack> Tracks => _tracks;

    /// <summary>Takes tracks in order until there are so many more, or none is left; returns how many it took.</summary>
    /// <param name="candidates">What to take from.</param>
    /// <param name="count">At most so many.</param>
    /// <param name="avoided">Recordings that may not be in the list.</param>
    /// <param name="anyArtist">Whether an artist may have more than its share.</param>
    public int Select(IEnumerable<IndexedTrack> candidates, int count, IReadOnlyList<IndexedTrack> avoided, bool anyArtist)
    {
        int taken = 0;
        foreach (var track in candidates)
        {
            if (taken == count)
                break;
            string? artist = PlaylistSequencer.Artist(track);
            if (_ids.Contains(track.Id) || (!anyArtist && artist is not null && _artists.GetValueOrDefault(artist) >= perArtist))
                continue;
            if (_tracks.Exists(other => DuplicateDetector.AreDuplicates(other, track, options)) || avoided.Any(other => DuplicateDetector.AreDuplicates(other, track, options)))
                continue;
            _tracks.Add(track);
            _ids.Add(track.Id);
            if (artist is not null)
                _artists[artist] = _artists.GetValueOrDefault(artist) + 1;
            taken++;
        }
        return taken;
    }
}
