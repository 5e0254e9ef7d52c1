using System.ComponentModel.DataAnnotations;

namespace GetYourMusicStyle.Recommender;

/// <summary>
/// How tracks are compared and lists are made. The square of the distance of two tracks is <see cref="GenreWeight"/> times the square of
/// the Hellinger distance of their genre probabilities (0 to 1), plus <see cref="SoundWeight"/> times the mean square of the differences of
/// their normalised sounds (2 on average for two unrelated tracks).
/// </summary>
public sealed class RecommenderOptions
{
    /// <summary>Weight of the genres; 0 to 100, default 1.</summary>
    [Range(0.0, 100.0)]
    public double GenreWeight { get; set; } = 1;

    /// <summary>Weight of the sound; 0 to 100, default 0.2.</summary>
    [Range(0.0, 100.0)]
    public double SoundWeight { get; set; } = 0.2;
}
