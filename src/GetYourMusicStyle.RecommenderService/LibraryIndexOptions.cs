using System.ComponentModel.DataAnnotations;

namespace GetYourMusicStyle.RecommenderService;

/// <summary>How the recommender's index follows the catalog, and how long it is waited for. Configuration section <c>Index</c>; validated at start.</summary>
public sealed class LibraryIndexOptions
{
    /// <summary>
    /// From one poll of the catalog for changes to the next, in seconds, 0.05 to 3,600: the longest that a lost message or a deleted track goes unnoticed. Default 2.
    /// </summary>
    [Range(0.05, 3600.0)]
    public double PollSeconds { get; set; } = 2;

    /// <summary>How long the API waits for an answer of a recommender, in seconds, 0.1 to 60. Default 5.</summary>
    [Range(0.1, 60.0)]
    public double AnswerSeconds { get; set; } = 5;

    /// <summary>How long the API waits for what the catalog knows of recommended tracks before it makes do with what the recommender knows, in seconds, 0.1 to 60. Default 2.</summary>
    [Range(0.1, 60.0)]
    public double CatalogSeconds { get; set; } = 2;
}
