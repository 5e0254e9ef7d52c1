using System.Text.Json.Serialization;
using GetYourMusicStyle.Features.Mel;

namespace GetYourMusicStyle.Scoring.Manifests;

/// <summary>
/// What <c>ensemble.json</c> says: the genres, how a track is cut, the models that score its windows and how they are joined.
/// Read and checked by <see cref="ManifestFile.Load"/>.
/// </summary>
public sealed record EnsembleManifest
{
    /// <summary>Version of the file format; only 1 is known.</summary>
    public required int Format { get; init; }

    /// <summary>What the people who made it call it.</summary>
    public required string Name { get; init; }

    /// <summary>The genres, in the order of every probability vector.</summary>
    public required IReadOnlyList<string> Genres { get; init; }

    /// <summary>Length of a window in seconds.</summary>
    [JsonPropertyName("window_s")]
    public required double WindowSeconds { get; init; }

    /// <summary>From the start of one window to the start of the next, in seconds.</summary>
    [JsonPropertyName("hop_s")]
    public required double HopSeconds { get; init; }

    /// <summary>Windows that start earlier than this (seconds) do not count in the verdict of a track of 90 s or more.</summary>
    [JsonPropertyName("skip_s")]
    public required double SkipSeconds { get; init; }

    /// <summary>Length in seconds of the surroundings whose mean the members with <c>features</c> input see.</summary>
    [JsonPropertyName("context_s")]
    public required double ContextSeconds { get; init; }

    /// <summary>The networks that turn windows into embeddings, which members and <see cref="Hearing"/> look at; usually none.</summary>
    public IReadOnlyList<BackboneEntry> Backbones { get; init; } = [];

    /// <summary>What tells the sounds of a track apart and where it lies among others; null when the models do not tell.</summary>
    public HearingEntry? Hearing { get; init; }

    /// <summary>The models.</summary>
    public required IReadOnlyList<MemberEntry> Members { get; init; }

    /// <summary>The ways to join them.</summary>
    public required IReadOnlyList<EnsembleEntry> Ensembles { get; init; }

    /// <summary>When, on what and from what the models were trained; for people, not used in scoring.</summary>
    public TrainedEntry? Trained { get; init; }
}

/// <summary>One model file. The output that is read is float32 [N, labels].</summary>
public sealed record MemberEntry
{
    /// <summary>Unique among the members.</summary>
    public required string Name { get; init; }

    /// <summary>File name, relative to the folder of the manifest.</summary>
    public required string File { get; init; }

    /// <summary>SHA-256 of the file, 64 hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>What it is fed with.</summary>
    public required InputEntry Input { get; init; }

    /// <summary>The logits are divided by this before they become probabilities; above 0.</summary>
    public double Temperature { get; init; } = 1;

    /// <summary>How its output becomes probabilities: <c>softmax</c> or <c>sigmoid</c>, or <c>none</c> when it gives probabilities.</summary>
    public string Output { get; init; } = OutputKind.Softmax;

    /// <summary>The output that is read.</summary>
    [JsonPropertyName("output_name")]
    public string OutputName { get; init; } = "logits";

    /// <summary>What its outputs stand for, in order; the genres when left out.</summary>
    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>
    /// Label to genre; several labels may add up to one genre, a label that is not named does not count. When left out, every label is a genre.
    /// </summary>
    public IReadOnlyDictionary<string, string>? Map { get; init; }
}

/// <summary>What a member is fed with; <see cref="InputKind"/> says how.</summary>
public sealed record InputEntry
{
    /// <summary><c>features</c>, <c>log_spectrogram</c>, <c>mel_spectrogram</c> or <c>embedding</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>For <c>features</c>: the name of the <see cref="Features.FeatureSet"/>.</summary>
    [JsonPropertyName("feature_set")]
    public string? FeatureSet { get; init; }

    /// <summary>For <c>log_spectrogram</c>: the height of the picture.</summary>
    public int? Rows { get; init; }

    /// <summary>For <c>log_spectrogram</c>: the width of the picture.</summary>
    public int? Columns { get; init; }

    /// <summary>For <c>mel_spectrogram</c>: how it is made.</summary>
    public MelParameters? Mel { get; init; }

    /// <summary>For <c>mel_spectrogram</c>: the piece of it that the model sees at a time.</summary>
    public PatchEntry? Patch { get; init; }

    /// <summary>For <c>mel_spectrogram</c>: the axes behind the batch, <c>mel</c> and <c>frame</c> and, if the model has it, <c>channel</c>.</summary>
    public IReadOnlyList<string>? Axes { get; init; }

    /// <summary>For <c>mel_spectrogram</c>: is taken from every value.</summary>
    public double Mean { get; init; }

    /// <summary>For <c>mel_spectrogram</c>: what then remains is divided by this; above 0.</summary>
    public double Std { get; init; } = 1;

    /// <summary>
    /// For <c>mel_spectrogram</c>: length in seconds of the surroundings of a window that are laid one after another and cut into patches; the
    /// window alone when left out. For <c>embedding</c>: of those whose mean is seen; the window's own embedding when left out.
    /// </summary>
    [JsonPropertyName("context_s")]
    public double? ContextSeconds { get; init; }

    /// <summary>For <c>mel_spectrogram</c> with a context: so many windows in a row share the answer for the middle one.</summary>
    public int Every { get; init; } = 1;

    /// <summary>For <c>embedding</c>: names of the backbones whose embeddings are seen, one after another.</summary>
    public IReadOnlyList<string>? Backbones { get; init; }
}

/// <summary>How a window is cut for a model; the outputs of its patches are averaged.</summary>
/// <param name="Frames">Frames of a patch; a window with fewer is repeated.</param>
/// <param name="Hop">Frames from one patch to the next; what is left after the last whole one is not seen.</param>
public sealed record PatchEntry(int Frames, int Hop);

/// <summary>A named way to join the members.</summary>
public sealed record EnsembleEntry
{
    /// <summary>Unique among the ensembles.</summary>
    public required string Name { get; init; }

    /// <summary><c>weighted_mean</c> or <c>log_linear</c>; <see cref="CombineKind"/> says how.</summary>
    public required string Combine { get; init; }

    /// <summary>Member name to weight; a member that is not named, or has weight 0, is not run.</summary>
    public required IReadOnlyDictionary<string, double> Weights { get; init; }

    /// <summary>For <c>log_linear</c>: genre to what is added to its logarithm; 0 for a genre that is not named.</summary>
    public IReadOnlyDictionary<string, double>? Bias { get; init; }

    /// <summary>How the confidence follows from the mean probabilities of a track.</summary>
    public required CalibrationEntry Calibration { get; init; }

    /// <summary>A track whose confidence is below this is uncertain; 0 to 1.</summary>
    public required double Threshold { get; init; }

    /// <summary>Whether it is used when none is named; true for exactly one.</summary>
    public bool Default { get; init; }
}

/// <summary>Turns the mean probabilities of a track into its confidence; only <c>temperature</c> is known.</summary>
public sealed record CalibrationEntry
{
    /// <summary><c>temperature</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The temperature, above 0: below 1 sharpens, above 1 flattens.</summary>
    public required double Value { get; init; }
}

/// <summary>Where the models come from.</summary>
public sealed record TrainedEntry
{
    /// <summary>Time in UTC, ISO 8601.</summary>
    public string? At { get; init; }

    /// <summary>Processor and library versions.</summary>
    public string? On { get; init; }

    /// <summary>SHA-256 of the corpus manifest.</summary>
    [JsonPropertyName("corpus_sha256")]
    public string? CorpusSha256 { get; init; }

    /// <summary>The seed of every random choice.</summary>
    public long? Seed { get; init; }
}
