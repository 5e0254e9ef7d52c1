using System.Text.Json.Serialization;

namespace GetYourMusicStyle.Scoring.Manifests;

/// <summary>
/// A network that turns the mel spectrogram of a window, or of its surroundings, into an embedding. It runs where features are extracted, and its
/// embeddings are kept with them; what looks at embeddings can change without a new look at the audio.
/// </summary>
public sealed record BackboneEntry
{
    /// <summary>Unique among the backbones.</summary>
    public required string Name { get; init; }

    /// <summary>File name, relative to the folder of the manifest.</summary>
    public required string File { get; init; }

    /// <summary>SHA-256 of the file, 64 hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>What it is fed with: a <c>mel_spectrogram</c>.</summary>
    public required InputEntry Input { get; init; }

    /// <summary>Numbers of an embedding; 1 to 4096.</summary>
    public required int Width { get; init; }

    /// <summary>The output that is read: float32 [N, <see cref="Width"/>].</summary>
    [JsonPropertyName("output_name")]
    public string OutputName { get; init; } = "embedding";
}
