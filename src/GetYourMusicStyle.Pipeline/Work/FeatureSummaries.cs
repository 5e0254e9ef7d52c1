using GetYourMusicStyle.Analysis.Formats;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Recommender;

namespace GetYourMusicStyle.Pipeline.Work;

/// <summary>The features of a track as a whole, from those of its windows.</summary>
internal static class FeatureSummaries
{
    /// <summary>
    /// Mean and standard deviation (divided by the number of windows) of each feature over the windows that are not silent; null if all are, or if
    /// a feature is no number.
    /// </summary>
    public static TrackFeatureSummary? Of(WindowTable table, long trackId, string featuresVersion)
    {
        var accumulator = new FeatureSummaryAccumulator();
        for (int window = 0; window < table.Windows.Count; window++)
        {
            if (!table.Windows[window].Silent)
                accumulator.Add(table.Features(window));
        }
        if (accumulator.Summary is not { } summary)
            return null;
        return new()
        {
            TrackId = trackId,
            FeaturesVersion = featuresVersion,
            Means = summary.Means,
            StandardDeviations = summary.StandardDeviations,
        };
    }
}
