namespace GetYourMusicStyle.Catalog.Checks;

/// <summary>What the catalog says of the objects of a track.</summary>
/// <param name="Id">The track.</param>
/// <param name="Sha256">Hash of its audio.</param>
/// <param name="SizeBytes">Size of its audio.</param>
/// <param name="WindowCount">Number of its windows; null if not known yet.</param>
/// <param name="FeaturesVersion">Version of the extractor whose features are to be there; null if none are.</param>
/// <param name="ImagesVersion">Version of the extractor whose spectrogram images are to be there; null if none are.</param>
public sealed record CheckedTrack(long Id, string Sha256, long SizeBytes, int? WindowCount, string? FeaturesVersion, string? ImagesVersion);
