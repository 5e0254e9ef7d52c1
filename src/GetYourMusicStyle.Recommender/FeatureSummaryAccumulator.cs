namespace GetYourMusicStyle.Recommender;

/// <summary>Takes in the features of a track's windows one after another, and tells how the track sounds as a whole. Not thread-safe.</summary>
public sealed class FeatureSummaryAccumulator
{
    private readonly double[] _means = new double[FeatureSummary.Size];
    private readonly double[] _squares = new double[FeatureSummary.Size];
    private int _windows;

    /// <summary>Adds a window that is not silent.</summary>
    /// <param name="features">Its features, raw; <see cref="FeatureSummary.Size"/> values.</param>
    public void Add(ReadOnlySpan<float> features)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(features.Length, FeatureSummary.Size);
        _windows++;
        for (int i = 0; i < features.Length; i++)
        {
            double step = features[i] - _means[i];      // Welford's way: nothing large is subtracted from anything large
            _means[i] += step / _windows;
            _squares[i] += step * (features[i] - _means[i]);
        }
    }

    /// <summary>The sound of the windows so far; null if there were none, or if a feature was no number.</summary>
    public FeatureSummary? Summary => _windows == 0 || !_means.Concat(_squares).All(double.IsFinite)
        ? null
        : new(Array.ConvertAll(_means, mean => (float)mean), Array.ConvertAll(_squares, square => (float)Math.Sqrt(square / _windows)));
}
