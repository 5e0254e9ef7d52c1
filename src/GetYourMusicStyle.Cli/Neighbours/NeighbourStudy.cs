using System.Numerics.Tensors;
using GetYourMusicStyle.Recommender;

namespace GetYourMusicStyle.Cli.Neighbours;

/// <summary>All that is measured about neighbours: of recordings among recordings, and of all tracks among all.</summary>
internal sealed class NeighbourStudy
{
    public NeighbourStudy(HeldOutTable table, CancellationToken cancellation)
    {
        Table = table;
        All = new NeighbourShares(table, table.Tracks, cancellation);
        Recordings = new NeighbourShares(table, [.. table.Tracks.Where(track => track.IsRecording)], cancellation);
        Selection = new SoundWeightSelection(Recordings.Tracks.Count > 0 ? Recordings : All);
        OtherFont = new NeighbourPrecision(table, table.Tracks, cancellation).Of(new RecommenderOptions { SoundWeight = Selection.Weight }, otherFamily: true);
        Pairs = [.. DifferentPairs(table.Tracks, cancellation)];
    }

    public HeldOutTable Table { get; }

    /// <summary>Of every track, among all.</summary>
    public NeighbourShares All { get; }

    /// <summary>Of recordings, among recordings.</summary>
    public NeighbourShares Recordings { get; }

    /// <summary>By recordings where there are any, else by all tracks.</summary>
    public SoundWeightSelection Selection { get; }

    /// <summary>Of every track with the chosen weight, neighbours of the same sound font left out.</summary>
    public double[] OtherFont { get; }

    /// <summary>Every two tracks, none of which are one recording: how far apart their embeddings are, and by how much their features differ.</summary>
    public IReadOnlyList<(float Distance, float Difference)> Pairs { get; }

    private static IEnumerable<(float Distance, float Difference)> DifferentPairs(IReadOnlyList<HeldOutTrack> tracks, CancellationToken cancellation)
    {
        for (int i = 1; i < tracks.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var one = tracks[i].Track;
            for (int j = 0; j < i; j++)
            {
                var other = tracks[j].Track;
                yield return (TensorPrimitives.Distance<float>(one.Embedding, other.Embedding), (float)CodecVariation.Default.Between(one.Summary!, other.Summary!));
            }
        }
    }
}
