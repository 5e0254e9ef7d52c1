namespace GetYourMusicStyle.Recommender.Playlists;

/// <summary>
/// The order of a list: a short path through its tracks. It goes to the nearest track each time, then parts of it are turned round or moved elsewhere
/// (2-opt and Or-opt) for as long as that makes it shorter, in a bounded number of rounds. Neighbours by one artist cost more than any
/// distance, and the first path has as few as there can be, so avoidable ones are avoided.
/// </summary>
internal sealed class PlaylistSequencer
{
    /// <summary>More than all distances of a list: those are about 1 at most, and a list has 1000 tracks.</summary>
    private const float SameArtist = 4096;

    private const int LongestMoved = 3, FewestRounds = 5, MostRounds = 30;

    /// <summary>Pairs looked at in all, which bounds the time; a round looks at every pair a few times.</summary>
    private const int MostPairs = 10_000_000;

    private readonly float[] _costs;
    private readonly string?[] _artists;
    private readonly int _count;

    /// <param name="distance">The distance of two of the tracks.</param>
    public PlaylistSequencer(IReadOnlyList<IndexedTrack> tracks, Func<int, int, float> distance)
    {
        _count = tracks.Count;
        _artists = [.. tracks.Select(track => Artist(track))];
        _costs = new float[_count * _count];
        for (int i = 0; i < _count; i++)
        {
            for (int j = 0; j < i; j++)
                _costs[(i * _count) + j] = _costs[(j * _count) + i] = distance(i, j) + (Same(i, j) ? SameArtist : 0);
        }
    }

    /// <summary>The artist by which tracks are compared, or null.</summary>
    public static string? Artist(IndexedTrack track) => string.IsNullOrWhiteSpace(track.Artist) ? null : track.Artist.Trim().ToUpperInvariant();

    /// <summary>An order in which the first <paramref name="settled"/> tracks stay where they are.</summary>
    public int[] Order(int settled)
    {
        int[] path = Nearest(settled);
        int first = Math.Max(1, settled);      // what it begins with is settled, too
        int rounds = Math.Clamp(MostPairs / Math.Max(1, _count * _count), FewestRounds, MostRounds);
        for (int round = 0; round < rounds && (Turn(path, first) | Move(path, first)); round++)
        {
        }
        return path;
    }

    private double Cost(int from, int to) => _costs[(from * _count) + to];

    private bool Same(int one, int other) => _artists[one] is { } artist && artist == _artists[other];

    private int[] Nearest(int settled)
    {
        var path = Enumerable.Range(0, settled).ToList();
        List<int> left = [.. Enumerable.Range(settled, _count - settled)];
        var counts = left.Select(i => _artists[i]).OfType<string>().CountBy(artist => artist).ToDictionary();
        while (left.Count > 0)
        {
            // An artist with more than half of what would be left must come now, or will follow itself.
            string? pressing = counts.Where(entry => entry.Value > left.Count / 2).Select(entry => entry.Key).FirstOrDefault();
            int last = path.Count > 0 ? path[^1] : -1;
            int next = last < 0
                ? left.Find(i => pressing is null || _artists[i] == pressing)
                : left.MinBy(i => Cost(last, i) + (pressing is not null && _artists[i] != pressing ? SameArtist / 2 : 0));
            path.Add(next);
            left.Remove(next);
            if (_artists[next] is { } artist && --counts[artist] == 0)
                counts.Remove(artist);
        }
        return [.. path];
    }

    /// <summary>2-opt: turns round parts of the path where its two ends fit better the other way.</summary>
    private bool Turn(int[] path, int first)
    {
        bool better = false;
        for (int start = first; start < _count - 1; start++)
        {
            for (int end = start + 1; end < _count; end++)
            {
                double now = Cost(path[start - 1], path[start]) + After(path, end);
                double turned = Cost(path[start - 1], path[end]) + (end + 1 < _count ? Cost(path[start], path[end + 1]) : 0);
                if (turned >= now - 1e-6)
                    continue;
                Array.Reverse(path, start, end - start + 1);
                better = true;
            }
        }
        return better;
    }

    /// <summary>Or-opt: moves up to three tracks that follow each other to where they fit best.</summary>
    private bool Move(int[] path, int first)
    {
        bool better = false;
        for (int length = 1; length <= LongestMoved; length++)
        {
            for (int start = first; start + length <= _count; start++)
            {
                int end = start + length - 1;
                double saved = Cost(path[start - 1], path[start]) + After(path, end) - (end + 1 < _count ? Cost(path[start - 1], path[end + 1]) : 0);
                if (saved <= 1e-6)
                    continue;
                int best = -1;
                double least = saved - 1e-6;
                for (int to = first; to <= _count; to++)
                {
                    // Between path[to - 1] and path[to].
                    if (to >= start && to <= end + 1)
                        continue;
                    double cost = Cost(path[to - 1], path[start]) + (to < _count ? Cost(path[end], path[to]) - Cost(path[to - 1], path[to]) : 0);
                    if (cost < least)
                        (best, least) = (to, cost);
                }
                if (best < 0)
                    continue;
                Shift(path, start, length, best);
                better = true;
            }
        }
        return better;
    }

    private double After(int[] path, int end) => end + 1 < _count ? Cost(path[end], path[end + 1]) : 0;

    private static void Shift(int[] path, int start, int length, int to)
    {
        Span<int> moved = stackalloc int[LongestMoved];
        path.AsSpan(start, length).CopyTo(moved);
        if (to > start)
        {
            Array.Copy(path, start + length, path, start, to - start - length);
            to -= length;
        }
        else
        {
            Array.Copy(path, to, path, to + length, start - to);
        }
        moved[..length].CopyTo(path.AsSpan(to));
    }
}
