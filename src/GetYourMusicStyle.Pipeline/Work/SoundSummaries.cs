using GetYourMusicStyle.Catalog;
using GetYourMusicStyle.Features;

namespace GetYourMusicStyle.Pipeline;

/// <summary>What a track sounds like as a whole, from the features of its windows.</summary>
internal static class SoundSummaries
{
    /// <summary>
    /// Mean and standard deviation (divided by the number of windows) of each feature over the windows that are not silent; null if all are, or if
    /// a feature is no number.
    /// </summary>
    public static SoundSummary? Of(WindowTable table, long trackId, string featuresVersion)
    {
        double[] means = new double[FeatureNames.Count], squares = new double[FeatureNames.Count];
        int windows = 0;
        for (int window = 0; window < table.Windows.Count; window++)
        {
            if (table.Windows[window].Silent)
                continue;
            windows++;
            var features = table.Features(window);
            for (int i = 0; i < features.Length; i++)
            {
                double step = features[i] - means[i];      // Welford's way: nothing large is subtracted from anything large
                means[i] += step / windows;
                squares[i] += step * (features[i] - means[i]);
            }
        }
        if (windows == 0 || !means.Concat(squares).All(double.IsFinite))
            return null;
        return new()
        {
            TrackId = trackId,
            FeaturesVersion = featuresVersion,
            Means = Array.ConvertAll(means, mean => (float)mean),
            Spreads = Array.ConvertAll(squares, square => (float)Math.Sqrt(square / windows)),
        };
    }
}
