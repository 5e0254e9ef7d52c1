using GetYourMusicStyle.Scoring.Tracks;

namespace GetYourMusicStyle.Cli.Formatting;

/// <summary>A timeline as a row of small bars, one a window or, in long tracks, one for several.</summary>
internal static class Sparkline
{
    private const string Bars = "▁▂▃▄▅▆▇█";
    private const char Gap = '·';

    /// <summary>The probability of <paramref name="genre"/> over the track, at most <paramref name="width"/> steps; gaps where it is silent.</summary>
    public static IReadOnlyList<SparkStep> Of(IReadOnlyList<ScoredWindow> windows, int genre, int width)
    {
        int steps = Math.Min(width, windows.Count);
        var line = new SparkStep[steps];
        for (int step = 0; step < steps; step++)
        {
            int first = (int)((long)step * windows.Count / steps), end = (int)((long)(step + 1) * windows.Count / steps);
            double[]? mean = Mean(windows, first, end);
            line[step] = mean is null
                ? new SparkStep(Gap, -1)
                : new SparkStep(Bars[Math.Clamp((int)(mean[genre] * Bars.Length), 0, Bars.Length - 1)], Array.IndexOf(mean, mean.Max()));
        }
        return line;
    }

    private static double[]? Mean(IReadOnlyList<ScoredWindow> windows, int first, int end)
    {
        double[]? mean = null;
        int count = 0;
        for (int i = first; i < end; i++)
        {
            if (windows[i].Probabilities is not { } p)
                continue;
            mean ??= new double[p.Count];
            count++;
            for (int g = 0; g < mean.Length; g++)
                mean[g] += (p[g] - mean[g]) / count;
        }
        return mean;
    }
}
