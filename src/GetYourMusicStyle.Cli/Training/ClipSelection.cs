using GetYourMusicStyle.Features;

namespace GetYourMusicStyle.Cli.Training;

/// <summary>
/// Which windows of a file are learned from, in clips of 30 s: a context of 30 s never sees another clip, nor the other side of a split.
/// </summary>
internal static class ClipSelection
{
    public const double ClipSeconds = 30;

    /// <summary>Of tracks this long the first clip is left out: introductions teach little, and the verdict leaves them out too.</summary>
    private const double LongTrackSeconds = 90;

    /// <summary>A last clip with less than this is left out, unless it is the only one.</summary>
    private const double FewestSeconds = 15;

    /// <summary>The clips of a file, each a range of its windows.</summary>
    public static IEnumerable<Range> Of(IReadOnlyList<WindowSpan> windows)
    {
        bool skipFirst = windows.Count > 0 && windows[^1].EndSeconds >= LongTrackSeconds;
        bool any = false;
        foreach (var (number, clip) in Cut(windows))
        {
            bool enough = !any || windows[clip.End.Value - 1].EndSeconds - windows[clip.Start.Value].StartSeconds >= FewestSeconds;
            if (!enough || (number == 0 && skipFirst))
                continue;
            any = true;
            yield return clip;
        }
    }

    /// <summary>The number of the clip that a window is in.</summary>
    public static double NumberOf(WindowSpan window) => Math.Floor(window.StartSeconds / ClipSeconds);

    private static IEnumerable<(double Number, Range Clip)> Cut(IReadOnlyList<WindowSpan> windows)
    {
        for (int first = 0; first < windows.Count;)
        {
            double number = NumberOf(windows[first]);
            int end = first;
            while (end < windows.Count && NumberOf(windows[end]) == number)
                end++;
            yield return (number, first..end);
            first = end;
        }
    }
}
