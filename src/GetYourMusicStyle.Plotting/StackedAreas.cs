using GetYourMusicStyle.Scoring.Tracks;
using SkiaSharp;

namespace GetYourMusicStyle.Plotting;

/// <summary>The shares of the genres over time, lying on each other in the order of the manifest, with gaps where the track is silent.</summary>
internal static class StackedAreas
{
    /// <summary>Draws a timeline into an area that is <paramref name="duration"/> seconds wide and 100% high.</summary>
    public static void Draw(SKCanvas canvas, SKRect area, IReadOnlyList<ScoredWindow> windows, double duration)
    {
        foreach (var run in SoundingRuns(windows))
            DrawRun(canvas, area, run, duration);
    }

    /// <summary>Where a time lies in the area.</summary>
    public static float X(SKRect area, double seconds, double duration) => area.Left + (float)(area.Width * seconds / duration);

    /// <summary>The colour of a genre.</summary>
    public static SKColor Color(int genre)
    {
        var (r, g, b) = GenreColors.Of(genre);
        return new SKColor(r, g, b);
    }

    // Through the middle of every window, and level from the run's first and last middle to its ends.
    private static void DrawRun(SKCanvas canvas, SKRect area, List<ScoredWindow> run, double duration)
    {
        var times = new List<double> { run[0].Span.StartSeconds };
        times.AddRange(run.Select(window => window.Span.Centre));
        times.Add(run[^1].Span.EndSeconds);
        double[][] shares = [.. run.Take(1).Concat(run).Append(run[^1]).Select(window => window.Probabilities!.ToArray())];
        var below = new double[times.Count];
        for (int g = 0; g < shares[0].Length; g++)
        {
            using var path = new SKPath();
            for (int i = 0; i < times.Count; i++)
                Line(path, i == 0, X(area, times[i], duration), Y(area, below[i]));
            for (int i = times.Count - 1; i >= 0; i--)
            {
                below[i] += shares[i][g];
                Line(path, false, X(area, times[i], duration), Y(area, below[i]));
            }
            path.Close();
            using var fill = new SKPaint { Color = Color(g), IsAntialias = true };
            canvas.DrawPath(path, fill);
        }
    }

    private static IEnumerable<List<ScoredWindow>> SoundingRuns(IReadOnlyList<ScoredWindow> windows)
    {
        var run = new List<ScoredWindow>();
        foreach (var window in windows)
        {
            if (window.Probabilities is not null)
            {
                run.Add(window);
            }
            else if (run.Count > 0)
            {
                yield return run;
                run = [];
            }
        }
        if (run.Count > 0)
            yield return run;
    }

    private static void Line(SKPath path, bool first, float x, float y)
    {
        if (first)
            path.MoveTo(x, y);
        else
            path.LineTo(x, y);
    }

    private static float Y(SKRect area, double share) => area.Bottom - (float)(area.Height * share);
}
