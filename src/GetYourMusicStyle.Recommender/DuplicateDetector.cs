using System.Numerics.Tensors;

namespace GetYourMusicStyle.Recommender;

/// <summary>Whether two tracks are the same music in another encoding. A live version, another take or a cover is another recording.</summary>
public static class DuplicateDetector
{
    /// <summary>
    /// Whether they are as long, but for a little silence that encoders add, near by their embeddings where both have one, and in their features as much
    /// alike as encodings of one recording are. Tracks whose features are not known are never the same.
    /// </summary>
    public static bool AreDuplicates(IndexedTrack one, IndexedTrack other, RecommenderOptions options) =>
        Math.Abs(one.DurationSeconds - other.DurationSeconds) <= options.DuplicateSeconds
        && AreNear(one.Embedding, other.Embedding, options)
        && one.Summary is not null && other.Summary is not null && CodecVariation.Default.Between(one.Summary, other.Summary) <= options.DuplicateDifference;

    /// <summary>The first of each recording, none of which is one of <paramref name="known"/>; at most <paramref name="count"/>.</summary>
    internal static List<Neighbour> Distinct(IReadOnlyList<IndexedTrack> known, IEnumerable<Neighbour> neighbours, int count, RecommenderOptions options)
    {
        List<Neighbour> kept = [];
        foreach (var neighbour in neighbours)
        {
            if (kept.Count == count)
                break;
            if (!known.Any(track => AreDuplicates(track, neighbour.Track, options)) && !kept.Exists(other => AreDuplicates(other.Track, neighbour.Track, options)))
                kept.Add(neighbour);
        }
        return kept;
    }

    private static bool AreNear(float[]? one, float[]? other, RecommenderOptions options) =>
        one is null || other is null || TensorPrimitives.Distance<float>(one, other) <= options.DuplicateDistance;
}
