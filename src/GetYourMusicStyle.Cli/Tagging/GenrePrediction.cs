using GetYourMusicStyle.Scoring.Tracks;

namespace GetYourMusicStyle.Cli.Tagging;

/// <summary>What the model says of one track, as far as tagging needs it.</summary>
/// <param name="Genres">From the likeliest on; empty for a silent track.</param>
/// <param name="Confidence">Calibrated probability of the first genre, 0 to 1.</param>
/// <param name="Uncertain">Whether that is below the model's threshold.</param>
internal sealed record GenrePrediction(IReadOnlyList<string> Genres, double Confidence, bool Uncertain)
{
    /// <summary>Less than this share of a track is no genre of it, except for the likeliest.</summary>
    public const double SmallestShare = 0.1;

    /// <summary>The prediction of a verdict.</summary>
    public static GenrePrediction Of(TrackVerdict verdict, IReadOnlyList<string> genres) => verdict is not { Genre: { } best, Probabilities: { } probabilities }
        ? new GenrePrediction([], 0, false)
        : Of(best, genres.Zip(probabilities), verdict.Confidence, verdict.Uncertain);

    /// <summary>The best genre, and after it those that have a share of the track worth telling.</summary>
    public static GenrePrediction Of(string best, IEnumerable<(string Genre, double Probability)> shares, double confidence, bool uncertain) => new(
        [best, .. shares.Where(share => share.Genre != best && share.Probability >= SmallestShare).OrderByDescending(share => share.Probability).Select(share => share.Genre)],
        confidence,
        uncertain);
}
