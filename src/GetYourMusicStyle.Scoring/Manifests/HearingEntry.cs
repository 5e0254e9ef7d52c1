using System.Text.Json.Serialization;

namespace GetYourMusicStyle.Scoring.Manifests;

/// <summary>A small network on embeddings that tells what else is heard in a window, whether it is music, and where it lies among other music.</summary>
public sealed record HearingEntry
{
    /// <summary>The <see cref="SoundEntry.Kind"/> of a sound that is never shown.</summary>
    internal const string HiddenKind = "hidden";

    /// <summary>File name, relative to the folder of the manifest.</summary>
    public required string File { get; init; }

    /// <summary>SHA-256 of the file, 64 hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>What it is fed with: the <c>embedding</c> of backbones.</summary>
    public required InputEntry Input { get; init; }

    /// <summary>
    /// What the values of its output <c>sounds</c>, float32 [N, sounds], stand for, in order; each is a logit (its sigmoid is the strength).
    /// </summary>
    public required IReadOnlyList<SoundEntry> Sounds { get; init; }

    /// <summary>The one of <see cref="Sounds"/> whose mean strength is the probability that a track is music; null when none is.</summary>
    public string? Music { get; init; }

    /// <summary>Numbers of its output <c>embedding</c>, float32 [N, this], in which what sounds alike is near; 0 when it has none.</summary>
    [JsonPropertyName("embedding_width")]
    public int EmbeddingWidth { get; init; }
}

/// <summary>A sound that is told apart.</summary>
/// <param name="Name">What it is called; unique.</param>
/// <param name="Kind"><c>instrument</c>, <c>voice</c>, <c>mood</c> or <c>sound</c>; one of kind <c>hidden</c> is never shown.</param>
/// <param name="Threshold">Mean strength over a track from which on it is shown; 0 to 1.</param>
/// <param name="Precision">The share of tracks for which it was right when it was shown, where that was measured; 0 to 1.</param>
public sealed record SoundEntry(string Name, string Kind, double Threshold, double? Precision = null);
