using GetYourMusicStyle.Recommender.Files;

namespace GetYourMusicStyle.Cli.Subsonic;

/// <summary>What came of a playlist at a Subsonic server.</summary>
/// <param name="Found">Number of songs it has there now; 0 if none was found and no playlist was made.</param>
/// <param name="Replaced">Whether it took the place of one that was there.</param>
/// <param name="Missing">The tracks that the server does not have.</param>
internal sealed record PushResult(int Found, bool Replaced, IReadOnlyList<PlaylistEntry> Missing);
