using System.IO.Hashing;
using System.Text;

namespace GetYourMusicStyle.Cli.Neighbours;

/// <summary>
/// Chooses the weight of the sound: the largest whose share is within one standard error of the best (Breiman's rule). How well that does is told of
/// groups, artists among them, that had no part in the choice: they are dealt into folds, and what is said of a fold is by a weight chosen on the others.
/// </summary>
internal sealed class SoundWeightSelection
{
    private const int Folds = 5;

    private readonly NeighbourShares _shares;
    private readonly HashSet<string> _groups;
    private readonly int[] _chosenWithout;

    /// <param name="shares">What is chosen by.</param>
    public SoundWeightSelection(NeighbourShares shares)
    {
        _shares = shares;
        _groups = [.. shares.Tracks.Select(track => track.Group)];
        ChosenIndex = Choose(_ => true);
        _chosenWithout = [.. Enumerable.Range(0, Folds).Select(fold => Choose(track => FoldOf(track) != fold))];
    }

    /// <summary>Place of the weight chosen by all groups.</summary>
    public int ChosenIndex { get; }

    /// <summary>The weight chosen by all groups.</summary>
    public double Weight => NeighbourShares.Weights[ChosenIndex];

    /// <summary>The shares of tracks, each by a weight that its group had no part in choosing.</summary>
    /// <param name="shares">Of the same tracks or others.</param>
    public double[] Apply(NeighbourShares shares) =>
        [.. shares.Tracks.Select((track, i) => shares.ByWeight[_groups.Contains(track.Group) ? _chosenWithout[FoldOf(track)] : ChosenIndex][i])];

    private int Choose(Func<HeldOutTrack, bool> which)
    {
        int best = Enumerable.Range(0, NeighbourShares.Weights.Count).MaxBy(i => _shares.Interval(_shares.ByWeight[i], which).Mean);
        return Enumerable.Range(0, NeighbourShares.Weights.Count).Last(i =>
        {
            double[] lost = [.. _shares.ByWeight[best].Zip(_shares.ByWeight[i], (most, its) => most - its)];
            var interval = _shares.Interval(lost, which);
            return interval.Mean <= interval.StandardError;
        });
    }

    private static int FoldOf(HeldOutTrack track) => (int)(XxHash32.HashToUInt32(Encoding.UTF8.GetBytes(track.Group)) % Folds);
}
