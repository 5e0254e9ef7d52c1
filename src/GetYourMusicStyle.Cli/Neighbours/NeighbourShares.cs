using GetYourMusicStyle.Recommender;

namespace GetYourMusicStyle.Cli.Neighbours;

/// <summary>Some tracks, and of each the share of its nearest among them that are of its genre: at random, at best, by sound, and by weight of the sound.</summary>
internal sealed class NeighbourShares
{
    /// <summary>The weights of the sound that are tried; that of the genres is 1.</summary>
    public static IReadOnlyList<double> Weights { get; } = [0, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5];

    public NeighbourShares(HeldOutTable table, IReadOnlyList<HeldOutTrack> tracks, CancellationToken cancellation)
    {
        Tracks = tracks;
        var precision = new NeighbourPrecision(table, tracks, cancellation);
        (Random, AtBest) = (precision.Random(), precision.AtBest());
        ByWeight = [.. Weights.Select(weight => precision.Of(new RecommenderOptions { SoundWeight = weight }))];
        SoundOnly = precision.Of(new RecommenderOptions { GenreWeight = 0, SoundWeight = 1 });
    }

    public IReadOnlyList<HeldOutTrack> Tracks { get; }

    public double[] Random { get; }

    public double[] AtBest { get; }

    public double[] SoundOnly { get; }

    public double[] GenreOnly => ByWeight[0];

    /// <summary>The share of every track, by weight; the first is by genre only.</summary>
    public IReadOnlyList<double[]> ByWeight { get; }

    /// <summary>The mean of shares over some of the tracks, with its interval.</summary>
    public BootstrapInterval Interval(double[] shares, Func<HeldOutTrack, bool> which) =>
        BootstrapInterval.Of([.. Tracks.Zip(shares).Where(pair => which(pair.First)).Select(pair => (pair.First.Group, pair.Second))]);
}
