namespace GetYourMusicStyle.Recommender.Index;

/// <summary>What readers see: the sealed segments, the open one up to a row, and the version that decides which tracks are there.</summary>
internal sealed record Snapshot(Segment[] Sealed, Segment Open, int OpenCount, int Version, int Tracks)
{
    /// <summary>All segments with how many rows to look at.</summary>
    public IEnumerable<(Segment Segment, int Count)> Segments() => Sealed.Select(segment => (segment, segment.Count)).Prepend((Open, OpenCount));

    /// <summary>Where a track is, or null.</summary>
    public (Segment Segment, int Row)? Find(long id)
    {
        int row = Open.Find(id, OpenCount, Version);
        if (row >= 0)
            return (Open, row);
        foreach (var segment in Sealed)
        {
            if (segment.Spans(id) && (row = segment.Find(id, segment.Count, Version)) >= 0)
                return (segment, row);
        }
        return null;
    }
}
