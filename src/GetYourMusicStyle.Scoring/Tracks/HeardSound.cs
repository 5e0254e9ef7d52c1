namespace GetYourMusicStyle.Scoring.Tracks;

/// <summary>An instrument, a voice, a mood or another sound that is heard in a track.</summary>
/// <param name="Name">What it is, as the manifest calls it: <c>piano</c>.</param>
/// <param name="Kind">What sort of sound it is, as the manifest says: <c>instrument</c>, <c>voice</c>, <c>mood</c> or <c>sound</c>.</param>
/// <param name="Strength">How surely it is heard, 0 to 1; at least the manifest's threshold for it.</param>
public sealed record HeardSound(string Name, string Kind, double Strength);
