using System.ComponentModel.DataAnnotations;

namespace GetYourMusicStyle.Recommender;

/// <summary>
/// How tracks are compared and lists are made. The square of the distance of two tracks is <see cref="GenreWeight"/> times the square of
/// the Hellinger distance of their genre probabilities (0 to 1), plus <see cref="SoundWeight"/> times the square of the distance of their
/// embeddings (1 on average for two unrelated tracks).
/// </summary>
public sealed class RecommenderOptions
{
    /// <summary>Weight of the genres; 0 to 100, default 1.</summary>
    [Range(0.0, 100.0)]
    public double GenreWeight { get; set; } = 1;

    /// <summary>Weight of the sound; 0 to 100, default 0.2: see <c>models/NEIGHBOURS.md</c>.</summary>
    [Range(0.0, 100.0)]
    public double SoundWeight { get; set; } = 0.2;

    /// <summary>The largest share of a list that is by one artist, while there are others; 0 to 1, default 0.2. One track there may always be.</summary>
    [Range(0.0, 1.0)]
    public double ArtistShare { get; set; } = 0.2;

    /// <summary>With a seed, a list is drawn from so many times as many near tracks as it has; 1 to 20, default 4. The nearer are the likelier.</summary>
    [Range(1.0, 20.0)]
    public double Variety { get; set; } = 4;

    /// <summary>Two encodings of a recording differ in length by no more than this, in seconds; 0 to 60, default 0.5.</summary>
    [Range(0.0, 60.0)]
    public double DuplicateSeconds { get; set; } = 0.5;

    /// <summary>
    /// Two encodings of a recording lie no farther apart than this by their embeddings, where unrelated tracks are about 1 apart; 0 to 100, default 0.5. Only
    /// tracks so near are compared feature by feature.
    /// </summary>
    [Range(0.0, 100.0)]
    public double DuplicateDistance { get; set; } = 0.5;

    /// <summary>
    /// Two encodings of a recording differ in sound by no more than this, where 1 is what encodings usually do (<see cref="CodecVariation.Between"/>);
    /// 0 to 100, default 3. More finds more duplicates, and takes different music for one.
    /// </summary>
    [Range(0.0, 100.0)]
    public double DuplicateDifference { get; set; } = 3;
}
