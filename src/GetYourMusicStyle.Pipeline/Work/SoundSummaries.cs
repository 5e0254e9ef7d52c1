using GetYourMusicStyle.Catalog;
using GetYourMusicStyle.Recommender;

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
        var meter = new SoundMeter();
        for (int window = 0; window < table.Windows.Count; window++)
        {
            if (!table.Windows[window].Silent)
                meter.Add(table.Features(window));
        }
        if (meter.Sound is not { } sound)
            return null;
        return new()
        {
            TrackId = trackId,
            FeaturesVersion = featuresVersion,
            Means = sound.Means,
            Spreads = sound.Spreads,
        };
    }
}
