using System.Numerics;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace GetYourMusicStyle.Features.Mel;

/// <summary>What a mel spectrogram is made with, in librosa's words; all but <see cref="MelLog"/>'s values must be given.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record MelParameters
{
    internal const string Constant = "constant", Reflect = "reflect";
    internal const string Hertz = "hertz", Mel = "mel";
    internal const string UnitArea = "slaney", UnitPeak = "none";

    /// <summary>Hz, 4 000 to 22 050: what is decoded has no more.</summary>
    [JsonPropertyName("sample_rate")]
    public required int SampleRate { get; init; }

    /// <summary>Samples of a Fourier transform, a power of two from 64 to 8192.</summary>
    [JsonPropertyName("n_fft")]
    public required int FftLength { get; init; }

    /// <summary>Samples of the window function, at most <see cref="FftLength"/>, in whose middle it lies.</summary>
    [JsonPropertyName("win_length")]
    public required int WindowLength { get; init; }

    /// <summary>Samples from one frame to the next, 32 to <see cref="FftLength"/>.</summary>
    [JsonPropertyName("hop_length")]
    public required int HopLength { get; init; }

    /// <summary>The window function: <c>hann</c> or <c>hamming</c>, both periodic, <c>hann_symmetric</c> or <c>boxcar</c>.</summary>
    [JsonPropertyName("window")]
    public required string Window { get; init; }

    /// <summary>Whether frame i is centred on sample i hops, with padding at both ends; otherwise it begins there.</summary>
    [JsonPropertyName("center")]
    public required bool Center { get; init; }

    /// <summary>What lies past the ends: <c>constant</c> (zeros) or <c>reflect</c>; used only with <see cref="Center"/>.</summary>
    [JsonPropertyName("padding")]
    public string Padding { get; init; } = Constant;

    /// <summary>A filter before the transform, made up for in the spectrum; null: none.</summary>
    [JsonPropertyName("pre_emphasis"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PreEmphasis? PreEmphasis { get; init; }

    /// <summary>Bands, 1 to 512.</summary>
    [JsonPropertyName("n_mels")]
    public required int Bands { get; init; }

    /// <summary>Where the lowest band begins, in Hz.</summary>
    [JsonPropertyName("f_min")]
    public required double LowestHertz { get; init; }

    /// <summary>
    /// Where the highest band ends, in Hz; at most half the sample rate, or half the rate of <see cref="PreEmphasis"/>, if that is higher: a bank made
    /// for another rate, of which the bins above half our own are missing.
    /// </summary>
    [JsonPropertyName("f_max")]
    public required double HighestHertz { get; init; }

    /// <summary>The mel scale: <c>slaney</c> or <c>htk</c>.</summary>
    [JsonPropertyName("scale")]
    public required string Scale { get; init; }

    /// <summary>Over what the sides of the bands' triangles are straight lines: <c>hertz</c>, which null stands for, or <c>mel</c>.</summary>
    [JsonPropertyName("triangles"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Triangles { get; init; }

    /// <summary><c>slaney</c>: bands of unit area; <c>none</c>: bands whose peak is 1.</summary>
    [JsonPropertyName("norm")]
    public required string Norm { get; init; }

    /// <summary>1: sums of magnitudes, 2: of their squares.</summary>
    [JsonPropertyName("power")]
    public required int Power { get; init; }

    /// <summary>What the magnitudes, or for power 2 their squares, are multiplied by; above 0; null: 1.</summary>
    [JsonPropertyName("gain"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Gain { get; init; }

    /// <summary>How the values are put on a logarithmic scale.</summary>
    [JsonPropertyName("log")]
    public required MelLog Log { get; init; }

    /// <summary>16 hexadecimal digits that tell parameters apart; what was added later and is left out does not change them.</summary>
    [JsonIgnore]
    public string Key => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this)))[..16];

    /// <summary>What is wrong, in a few words, or null.</summary>
    public string? Fault() => this switch
    {
        { SampleRate: < 4000 or > 22_050 } => $"sample_rate must be from 4000 to 22050, not {SampleRate}",
        _ when FftLength is < 64 or > 8192 || !BitOperations.IsPow2(FftLength) => $"n_fft must be a power of two from 64 to 8192, not {FftLength}",
        _ when WindowLength < 1 || WindowLength > FftLength => $"win_length must be from 1 to n_fft, not {WindowLength}",
        _ when HopLength < 32 || HopLength > FftLength => $"hop_length must be from 32 to n_fft, not {HopLength}",
        { Window: not (MelWindow.Hann or MelWindow.Hamming or MelWindow.Boxcar or MelWindow.HannSymmetric) } =>
            Unknown("window", Window, MelWindow.Hann, MelWindow.Hamming, MelWindow.Boxcar, MelWindow.HannSymmetric),
        { Padding: not (Constant or Reflect) } => Unknown("padding", Padding, Constant, Reflect),
        { PreEmphasis: { } filter } when filter.Fault() is { } fault => fault,
        { Bands: < 1 or > 512 } => $"n_mels must be from 1 to 512, not {Bands}",
        _ when !(LowestHertz >= 0 && LowestHertz < HighestHertz && HighestHertz <= Math.Max(SampleRate, PreEmphasis?.Rate ?? 0) / 2) =>
            "f_min must be from 0 to below f_max, and f_max at most half the sample_rate or half the rate of pre_emphasis",
        { Scale: not (MelScale.Slaney or MelScale.Htk) } => Unknown("scale", Scale, MelScale.Slaney, MelScale.Htk),
        { Triangles: not (null or Hertz or Mel) } => Unknown("triangles", Triangles, Hertz, Mel),
        { Norm: not (UnitArea or UnitPeak) } => Unknown("norm", Norm, UnitArea, UnitPeak),
        { Power: not (1 or 2) } => $"power must be 1 or 2, not {Power}",
        _ when Gain is { } gain && !(gain > 0 && double.IsFinite(gain)) => "gain must be above 0",
        _ => Log.Fault(),
    };

    private static string Unknown(string what, string given, params string[] known) => $"{what} '{given}' is not known; known: {string.Join(", ", known)}";
}
