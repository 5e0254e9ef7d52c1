using GetYourMusicStyle.Analysis.Formats;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Recommender;

namespace GetYourMusicStyle.Pipeline.Work;

/// <summary>What a track sounds like as a whole, from the features of its windows.</summary>
internal static class FeatureSummaries
{
    /// <summary>
    /// Mean and standard deviation (divided by the number of windows) of each feature over the windows that are not silent; null if all are, or if
    /// a feature is no number.
    /// </summary>
    public static TrackFeatureSummary? Of(WindowTable table, long trackId, string featuresVersion)
    {
        var meter = new FeatureSummaryAccumulator();
        for (int window = 0; window < table.Windows.Count; window++)
        {
            if (!table.Windows[window].Silent)
                meter.Add(table.Features(window));
        }
        if (meter.Summary is not { } sound)
            return null;
        return new()
        {
            TrackId = trackId,
            FeaturesVersion = featuresVersion,
            Means = sound.Means,
            StandardDeviations = sound.StandardDeviations,
        };
    }
}
