using GetYourMusicStyle.Scoring.Manifests;

namespace GetYourMusicStyle.Scoring.Tracks;

/// <summary>Joins the probabilities that the members of an ensemble give a window, one member after another, as <see cref="CombineKind"/> says.</summary>
internal sealed class Combination
{
    private const double SmallestProbability = 1e-6;

    private readonly bool _logLinear;
    private readonly double _weights;
    private readonly double[] _bias;

    public Combination(EnsembleEntry entry, IReadOnlyList<string> genres)
    {
        _logLinear = entry.Combine == CombineKind.LogLinear;
        _weights = entry.Weights.Values.Sum();
        _bias = [.. genres.Select(genre => entry.Bias?.GetValueOrDefault(genre) ?? 0)];
    }

    /// <summary>Adds what a member says to a sum, one value a genre, that began with zeros.</summary>
    public void Add(double[] sum, double weight, ReadOnlySpan<double> probabilities)
    {
        for (int g = 0; g < sum.Length; g++)
            sum[g] += weight * (_logLinear ? Math.Log(Math.Max(probabilities[g], SmallestProbability)) : probabilities[g]);
    }

    /// <summary>Makes the sum over all members the probabilities of the ensemble.</summary>
    public void Finish(double[] sum)
    {
        double total = _weights;
        if (_logLinear)
        {
            for (int g = 0; g < sum.Length; g++)
                sum[g] += _bias[g];
            double top = sum.Max();
            for (int g = 0; g < sum.Length; g++)
                sum[g] = Math.Exp(sum[g] - top);
            total = sum.Sum();
        }
        for (int g = 0; g < sum.Length; g++)
            sum[g] /= total;
    }
}
