namespace GetYourMusicStyle.Catalog.Index;

/// <summary>Which results are read: those of one model version, with feature summaries of one version of the extractor, as others cannot be compared.</summary>
/// <param name="ModelVersion">Hash of the model version.</param>
/// <param name="FeaturesVersion">Version of the extractor.</param>
public sealed record IndexScope(string ModelVersion, string FeaturesVersion);

/// <summary>What an index of the catalog holds of one track. Texts come from the file's own tags and name: untrusted data.</summary>
/// <param name="TrackId">The track.</param>
/// <param name="Genre">The likeliest genre; null when every window is silent.</param>
/// <param name="Confidence">Calibrated probability that it is right, 0 to 1.</param>
/// <param name="Uncertain">Whether the confidence is below the ensemble's threshold.</param>
/// <param name="Probabilities">Mean probability a genre, in the order of the model version; null when every window is silent.</param>
/// <param name="Means">Mean of each feature over the windows that are not silent; null where no summary of this version is known.</param>
/// <param name="StandardDeviations">Standard deviation of each feature, likewise.</param>
/// <param name="DurationSeconds">Decoded length in seconds, once known.</param>
/// <param name="Title">Title from its tags.</param>
/// <param name="Artist">Artist from its tags.</param>
/// <param name="Album">Album from its tags.</param>
/// <param name="Path">Library-relative path with forward slashes that it was first submitted under; one within a batch before a single upload's.</param>
public sealed record IndexRow(
    long TrackId, string? Genre, double Confidence, bool Uncertain, float[]? Probabilities, float[]? Means, float[]? StandardDeviations, double? DurationSeconds,
    string? Title, string? Artist, string? Album, string Path)
{
    /// <summary>
    /// Where it lies in the space of the model version in which what sounds alike is near; null where the model version has none, or every window is
    /// silent.
    /// </summary>
    public float[]? Embedding { get; init; }
}

/// <summary>
/// A moment in the history of the catalog: every change below it is visible, none is still to come. Not a time, as those of several machines differ
/// and transactions end in another order than they begin: in PostgreSQL a change has the number of its transaction, and the mark is the oldest
/// transaction still running; in SQLite, where writers are alone, changes are counted.
/// </summary>
/// <param name="Change">The number of the first change that does not belong to it.</param>
/// <param name="At">When it was taken (UTC).</param>
public readonly record struct IndexMark(long Change, DateTime At);
