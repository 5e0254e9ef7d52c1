using GetYourMusicStyle.Features;
using GetYourMusicStyle.Scoring.Models;

namespace GetYourMusicStyle.Scoring.Tracks;

/// <summary>From the timeline of a track to its verdict.</summary>
internal static class VerdictAggregation
{
    /// <summary>Tracks at least this long (seconds) are judged without their beginning, as training skipped it.</summary>
    private const double LongTrackSeconds = 90;

    /// <summary>
    /// The windows that count: not silent, and in a long track not of its beginning. If it is silent after its beginning, the beginning is all
    /// there is to judge it by.
    /// </summary>
    public static IReadOnlyList<int> Counted(IReadOnlyList<WindowSpan> windows, double durationSeconds, double skipSeconds)
    {
        int[] heard = [.. Enumerable.Range(0, windows.Count).Where(window => !windows[window].Silent)];
        int[] counted = durationSeconds < LongTrackSeconds ? heard : [.. heard.Where(window => windows[window].StartSeconds >= skipSeconds)];
        return counted.Length > 0 ? counted : heard;
    }

    /// <summary>The verdict by the windows that count.</summary>
    /// <param name="heard">What else is heard in them; null where the models do not tell.</param>
    public static TrackVerdict Of(Ensemble ensemble, IReadOnlyList<ScoredWindow> windows, IReadOnlyList<int> counted, HearingMean? heard)
    {
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
        foreach (int window in counted)
        {
            for (int g = 0; g < mean.Length; g++)
                mean[g] += windows[window].Probabilities![g] / counted.Count;
        }
        double[] calibrated = Calibration.Apply(mean, ensemble.Entry.Calibration.Value);
        int top = Array.IndexOf(mean, mean.Max());
        double music = heard?.Music ?? 1, confidence = calibrated[top] * music;
        return new TrackVerdict
        {
            Genre = genres[top],
            Confidence = confidence,
            Uncertain = confidence < ensemble.Entry.Threshold,
            Probabilities = mean,
            Calibrated = calibrated,
            Music = music,
            Sounds = heard?.Sounds ?? [],
            Embedding = heard?.Embedding,
            Windows = windows,
        };
    }
}
