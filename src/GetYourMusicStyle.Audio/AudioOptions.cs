using System.ComponentModel.DataAnnotations;

namespace GetYourMusicStyle.Audio;

/// <summary>Where compressed and uncompressed audio is decoded.</summary>
public enum DecoderIsolation
{
    /// <summary>libsndfile in this process where it can read the format, ffmpeg as a child process for the rest. The fastest.</summary>
    InProcess,

    /// <summary>
    /// Always in a caged child process (Linux; elsewhere an ordinary one, by ffmpeg): no input can crash or corrupt this one, nor see, send or
    /// change anything, as far as the system lets us. For files from strangers.
    /// </summary>
    ChildProcess,
}

/// <summary>How files are decoded and cut into windows. Validated when first used; an invalid value names itself.</summary>
public sealed class AudioOptions : IValidatableObject
{
    /// <summary>Length of a window in seconds, 0.5 to 600. Default 6.</summary>
    [Range(0.5, 600)]
    public double WindowSeconds { get; set; } = 6;

    /// <summary>Distance between the starts of two windows in seconds, 0.05 to 600. Default 6. Less than the window makes them overlap.</summary>
    [Range(0.05, 600)]
    public double HopSeconds { get; set; } = 6;

    /// <summary>
    /// Shortest track, and shortest remainder that gives a last window, in seconds; 0.1 up to the window. Default 3.
    /// </summary>
    [Range(0.1, 600)]
    public double MinimumSeconds { get; set; } = 3;

    /// <summary>A window whose root mean square is below this is silent; dB relative to full scale, -200 to 0. Default -60.</summary>
    [Range(-200.0, 0.0)]
    public double SilenceDbfs { get; set; } = -60;

    /// <summary>Longest track in decoded seconds, whatever its header says; 1 to 1,000,000. Default 86,400 (a day).</summary>
    [Range(1.0, 1_000_000.0)]
    public double MaxDurationSeconds { get; set; } = 86_400;

    /// <summary>Most channels of a file, 1 to 1024. Default 64.</summary>
    [Range(1, 1024)]
    public int MaxChannels { get; set; } = 64;

    /// <summary>Lowest sample rate of a file in Hz, 100 to 1,000,000. Default 4,000.</summary>
    [Range(100, 1_000_000)]
    public int MinSampleRate { get; set; } = 4_000;

    /// <summary>Highest sample rate of a file in Hz, 100 to 10,000,000. Default 768,000.</summary>
    [Range(100, 10_000_000)]
    public int MaxSampleRate { get; set; } = 768_000;

    /// <summary>In which process decoders run. Default <see cref="DecoderIsolation.InProcess"/>.</summary>
    [EnumDataType(typeof(DecoderIsolation))]
    public DecoderIsolation Isolation { get; set; } = DecoderIsolation.InProcess;

    /// <summary>The ffmpeg program: a path, or a name looked up in PATH. Default <c>ffmpeg</c>.</summary>
    [Required]
    public string FfmpegPath { get; set; } = "ffmpeg";

    /// <summary>A child process that gives no audio for this many seconds while we wait for it is stopped; 0.1 to 3,600. Default 30.</summary>
    [Range(0.1, 3600.0)]
    public double StallSeconds { get; set; } = 30;

    /// <summary>
    /// Seconds that a caged decoder may use for a file beyond a tenth of the audio's length: of processor time, and of our waiting for it; 1 to
    /// 86,400. Default 60.
    /// </summary>
    [Range(1, 86_400)]
    public int DecoderSeconds { get; set; } = 60;

    /// <summary>Memory of a caged decoder in megabytes, 256 to 65,536. Default 1024.</summary>
    [Range(256, 65_536)]
    public int DecoderMegabytes { get; set; } = 1024;

    /// <summary>Where a caged decoder's ffmpeg finds copies of files, which have no name there. Default the system's, for servers <c>Pipeline:TemporaryFolder</c>.</summary>
    [Required]
    public string TemporaryFolder { get; set; } = Path.GetTempPath();

    /// <summary>The program of the caged decoder; null for the one beside this library.</summary>
    internal string? DecoderProgram { get; set; }

    /// <summary>Sets window and hop in seconds; a track need not be longer than one window.</summary>
    public void CutInto(double windowSeconds, double hopSeconds) =>
        (WindowSeconds, HopSeconds, MinimumSeconds) = (windowSeconds, hopSeconds, Math.Min(MinimumSeconds, windowSeconds));

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (MinimumSeconds > WindowSeconds)
            yield return new("MinimumSeconds must not be more than WindowSeconds.", [nameof(MinimumSeconds)]);
        if (MinSampleRate > MaxSampleRate)
            yield return new("MinSampleRate must not be more than MaxSampleRate.", [nameof(MinSampleRate)]);
    }
}
