using GetYourMusicStyle.Contracts.Recommendations;
using GetYourMusicStyle.Recommender.Index;

namespace GetYourMusicStyle.RecommenderService.Consumers;

/// <summary>What the index knows of some tracks, as many as a message may have.</summary>
internal static class TrackDescriptions
{
    private const int MaxBytes = 50_000;       // of content; a message stays under 100 KB with all that is around it
    private const int MaxCharacters = 300;     // of a text that is only shown; a path is needed whole, and the catalog bounds it
    private const int BytesOfNumbers = 120;
    private const int BytesOfProbability = 16;

    public static TracksDescribed Of(TrackIndex index, IReadOnlyList<long> ids)
    {
        var tracks = new List<DescribedTrack>();
        int seen = 0;
        for (int bytes = 0; seen < ids.Count; seen++)
        {
            if (index.Find(ids[seen]) is not { } track)
                continue;
            DescribedTrack described = new(
                track.Id, track.Genre, track.Confidence, track.Uncertain, track.Probabilities, track.DurationSeconds,
                Shown(track.Title), Shown(track.Artist), Shown(track.Album), track.Path);
            bytes += Bytes(described);
            if (bytes > MaxBytes && tracks.Count > 0)
                break;
            tracks.Add(described);
        }
        return new([.. tracks], seen);
    }

    private static string? Shown(string? text) => text is { Length: > MaxCharacters } ? text[..MaxCharacters] : text;

    // JSON writes what is not ASCII as six characters.
    private static int Bytes(DescribedTrack track) =>
        BytesOfNumbers + (BytesOfProbability * track.Probabilities.Length)
        + new[] { track.Genre, track.Title, track.Artist, track.Album, track.Path }.Sum(text => text?.Sum(c => char.IsAscii(c) && c is not ('"' or '\\') ? 1 : 6) ?? 0);
}
