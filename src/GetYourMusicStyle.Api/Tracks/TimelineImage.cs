using GetYourMusicStyle.Api.Uploads;
using GetYourMusicStyle.Catalog.Tracks;
using GetYourMusicStyle.Features;
using GetYourMusicStyle.Plotting;
using GetYourMusicStyle.Scoring.Tracks;

namespace GetYourMusicStyle.Api.Tracks;

/// <summary>A timeline out of the catalog as the image that the command line plots.</summary>
internal static class TimelineImage
{
    /// <summary>The image as PNG.</summary>
    /// <exception cref="FontMissingException">The font is not installed.</exception>
    public static byte[] RenderPng(Timeline timeline)
    {
        var (track, model, summary, windows) = timeline;
        double[]? mix = Doubles(summary.Probabilities);
        var verdict = new TrackVerdict
        {
            Genre = summary.Genre,
            Confidence = summary.Confidence,
            Uncertain = summary.Uncertain,
            Probabilities = mix,
            Calibrated = null,
            Windows = [.. windows.Select(window => new ScoredWindow(
                new WindowSpan(window.StartSeconds, window.EndSeconds, window.Probabilities is null), Doubles(window.Probabilities)))],
        };
        double duration = track.DurationSeconds ?? (windows.Count > 0 ? windows[^1].EndSeconds : 1);
        using var png = new MemoryStream();
        new TimelinePlot([.. model.Genres.Select(LibraryPath.Text)]).Write(png, LibraryPath.Text(track.Title ?? track.FileName), duration, verdict);
        return png.ToArray();
    }

    private static double[]? Doubles(float[]? values) => values is null ? null : Array.ConvertAll(values, value => (double)value);
}
