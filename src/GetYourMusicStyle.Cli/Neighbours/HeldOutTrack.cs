using GetYourMusicStyle.Recommender;

namespace GetYourMusicStyle.Cli.Neighbours;

/// <summary>A labelled track with what models said of it that had heard nothing of its group.</summary>
/// <param name="Track">As the recommender knows it; its genre is what the models say.</param>
/// <param name="Label">Its true genre.</param>
/// <param name="Group">Its song, groove, score or artist.</param>
/// <param name="Family">Its sound font, or <see cref="Recorded"/>.</param>
/// <param name="FamilyHeldOut">Whether the models had not heard its sound font either.</param>
internal sealed record HeldOutTrack(IndexedTrack Track, string Label, string Group, string Family, bool FamilyHeldOut)
{
    /// <summary>The family of recordings.</summary>
    public const string Recorded = "recorded";

    /// <summary>Whether it is a recording, not rendered music.</summary>
    public bool IsRecording => Family == Recorded;
}
