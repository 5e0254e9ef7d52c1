using System.IO.Hashing;
using System.Text;
using GetYourMusicStyle.Recommender;

namespace GetYourMusicStyle.Cli.Neighbours;

/// <summary>
/// Chooses the weight of the sound on one half of the groups: the largest that finds no fewer tracks of the same genre than the best one, as far as
/// the interval of the difference can tell. The other half tells how well that does.
/// </summary>
internal sealed class SoundWeightSelection
{
    /// <summary>The weights of the sound that are tried; that of the genres is 1.</summary>
    public static IReadOnlyList<double> Weights { get; } = [0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1];

    private readonly bool[] _isValidation;

    public SoundWeightSelection(HeldOutTable table, CancellationToken cancellation)
    {
        Table = table;
        _isValidation = [.. table.Tracks.Select(track => XxHash32.HashToUInt32(Encoding.UTF8.GetBytes(track.Group)) % 2 == 0)];
        var precision = new NeighbourPrecision(table, cancellation);
        Random = precision.Random();
        ByWeight = [.. Weights.Select(weight => precision.Of(new RecommenderOptions { SoundWeight = weight }))];
        SoundOnly = precision.Of(new RecommenderOptions { GenreWeight = 0, SoundWeight = 1 });
        int best = Enumerable.Range(0, Weights.Count).MaxBy(i => Interval(ByWeight[i], IsValidation).Mean);
        ChosenIndex = Enumerable.Range(0, Weights.Count).Last(i => i == best || Interval(Difference(ByWeight[best], ByWeight[i]), IsValidation).Low <= 0);
        OtherFamily = precision.Of(new RecommenderOptions { SoundWeight = Weights[ChosenIndex] }, otherFamily: true);
    }

    public HeldOutTable Table { get; }

    public double[] Random { get; }

    public double[] SoundOnly { get; }

    /// <summary>The precision for every track, by weight; the first is by genre only.</summary>
    public IReadOnlyList<double[]> ByWeight { get; }

    /// <summary>With the chosen weight, neighbours of the same sound font left out.</summary>
    public double[] OtherFamily { get; }

    /// <summary>The chosen weight.</summary>
    public double Weight => Weights[ChosenIndex];

    /// <summary>Place of the chosen weight.</summary>
    public int ChosenIndex { get; }

    /// <summary>How far every track is, as recordings are compared, from all tracks before it.</summary>
    public double[] ClosestDifferent => [.. Enumerable.Range(1, Table.Tracks.Count - 1).SelectMany(i =>
        Enumerable.Range(0, i).Select(j => CodecVariation.Default.Between(Table.Tracks[i].Track.Summary!, Table.Tracks[j].Track.Summary!)))];

    /// <summary>Whether a track helps to choose.</summary>
    public bool IsValidation(int track) => _isValidation[track];

    /// <summary>The mean over some tracks, with its interval.</summary>
    public BootstrapInterval Interval(double[] values, Func<int, bool> which) =>
        BootstrapInterval.Of([.. Enumerable.Range(0, values.Length).Where(which).Select(i => (Table.Tracks[i].Group, values[i]))]);

    private static double[] Difference(double[] one, double[] other) => [.. one.Zip(other, (a, b) => a - b)];
}
