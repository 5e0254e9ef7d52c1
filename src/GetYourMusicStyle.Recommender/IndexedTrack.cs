namespace GetYourMusicStyle.Recommender;

/// <summary>A scored track, as the recommender knows it. A silent track has no probabilities and is not indexed.</summary>
/// <param name="Id">Its number in the catalog.</param>
/// <param name="Genre">Its likeliest genre.</param>
/// <param name="Confidence">The calibrated probability that the genre is right, 0 to 1.</param>
/// <param name="Uncertain">Whether the confidence is below the model's threshold.</param>
/// <param name="Probabilities">The mean of its windows' probabilities, one value a genre in the model's order.</param>
/// <param name="Embedding">
/// Where its sound lies among other music: what the model's hearing network says on average, so that two unrelated tracks are about 1 apart; null where
/// the model has no such network: it is then compared by genre alone.
/// </param>
/// <param name="Summary">Its features, by which encodings of one recording are told; null where it was scored before they were kept.</param>
/// <param name="DurationSeconds">Length in seconds.</param>
/// <param name="Title">Title, if known.</param>
/// <param name="Artist">Artist, if known. Upper and lower case are one; an unknown artist is never the same artist.</param>
/// <param name="Album">Album, if known.</param>
/// <param name="Path">Path in its library, with forward slashes.</param>
public sealed record IndexedTrack(
    long Id, string? Genre, double Confidence, bool Uncertain, float[] Probabilities, float[]? Embedding, FeatureSummary? Summary,
    double DurationSeconds, string? Title, string? Artist, string? Album, string Path);
