namespace GetYourMusicStyle.Catalog.Checks;

/// <summary>Two things in the catalog that cannot both be right.</summary>
/// <param name="Kind">Stable name, such as <c>scores-missing</c>.</param>
/// <param name="TrackId">The track concerned.</param>
/// <param name="JobId">The job concerned, if it is one.</param>
/// <param name="Message">What it is, in a line for people.</param>
public sealed record Contradiction(string Kind, long TrackId, Guid? JobId, string Message);
