using GetYourMusicStyle.Scoring.Models;

namespace GetYourMusicStyle.Scoring.Tracks;

/// <summary>From the timeline of a track to its verdict.</summary>
internal static class VerdictAggregation
{
    /// <summary>Tracks at least this long (seconds) are judged without their beginning, as training skipped it.</summary>
    private const double LongTrackSeconds = 90;

    public static TrackVerdict Of(Ensemble ensemble, IReadOnlyList<ScoredWindow> windows, double durationSeconds)
    {
        var counted = Counted(windows, durationSeconds >= LongTrackSeconds ? ensemble.Manifest.SkipSeconds : 0);
        if (counted.Count == 0)
        {
            return new TrackVerdict
            {
                Genre = null,
                Confidence = 0,
                Uncertain = true,
                Probabilities = null,
                Calibrated = null,
                Windows = windows,
            };
        }
        var genres = ensemble.Manifest.Genres;
        var mean = new double[genres.Count];
        foreach (var probabilities in counted)
        {
            for (int g = 0; g < mean.Length; g++)
                mean[g] += probabilities[g] / counted.Count;
        }
        double[] calibrated = Calibration.Apply(mean, ensemble.Entry.Calibration.Value);
        int top = Array.IndexOf(mean, mean.Max());
        return new TrackVerdict
        {
            Genre = genres[top],
            Confidence = calibrated[top],
            Uncertain = calibrated[top] < ensemble.Entry.Threshold,
            Probabilities = mean,
            Calibrated = calibrated,
            Windows = windows,
        };
    }

    // If a long track is silent after its beginning, the beginning is all there is to judge it by.
    private static List<IReadOnlyList<double>> Counted(IReadOnlyList<ScoredWindow> windows, double skipSeconds)
    {
        var counted = windows.Where(w => w.Span.StartSeconds >= skipSeconds).Select(w => w.Probabilities).OfType<IReadOnlyList<double>>().ToList();
        return counted.Count > 0 || skipSeconds == 0 ? counted : Counted(windows, 0);
    }
}
