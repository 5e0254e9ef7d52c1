using System.Globalization;

namespace GetYourMusicStyle.Audio.Cage;

/// <summary>What a decoder process is told when it starts: its limits, and those of the files.</summary>
/// <param name="Ffmpeg">The ffmpeg program with its folder; null where there is none.</param>
/// <param name="Megabytes">Memory it may have.</param>
/// <param name="ProcessorSeconds">Processor time it may use for a file.</param>
/// <param name="Copies">The folder of the copies that it may open.</param>
internal sealed record DecoderArguments(
    string? Ffmpeg, string Copies, int Megabytes, int ProcessorSeconds, double MaxDurationSeconds, int MaxChannels, int MinSampleRate, int MaxSampleRate)
{
    private const double SlowestDecoding = 10;  // seconds of audio a second

    public static DecoderArguments Of(AudioOptions options) => new(
        ProgramPath.Find(options.FfmpegPath), "", options.DecoderMegabytes, (int)Math.Ceiling(SecondsFor(options.MaxDurationSeconds, options)),
        options.MaxDurationSeconds, options.MaxChannels, options.MinSampleRate, options.MaxSampleRate);

    /// <summary>How long it may take to decode so many seconds of audio.</summary>
    public static double SecondsFor(double audioSeconds, AudioOptions options) => options.DecoderSeconds + (audioSeconds / SlowestDecoding);

    public static DecoderArguments Parse(ReadOnlySpan<string> texts) => new(
        texts[0].Length == 0 ? null : texts[0], texts[1], Whole(texts[2]), Whole(texts[3]), double.Parse(texts[4], CultureInfo.InvariantCulture),
        Whole(texts[5]), Whole(texts[6]), Whole(texts[7]));

    public string[] ToTexts() =>
    [
        Ffmpeg ?? "", Copies, Text(Megabytes), Text(ProcessorSeconds), MaxDurationSeconds.ToString("R", CultureInfo.InvariantCulture),
        Text(MaxChannels), Text(MinSampleRate), Text(MaxSampleRate),
    ];

    /// <summary>The options as the decoder sees them: it decodes within itself, and who started it watches over its time.</summary>
    public AudioOptions ToOptions() => new()
    {
        Isolation = DecoderIsolation.InProcess,
        FfmpegPath = Ffmpeg ?? "ffmpeg",
        StallSeconds = 3600,
        MaxDurationSeconds = MaxDurationSeconds,
        MaxChannels = MaxChannels,
        MinSampleRate = MinSampleRate,
        MaxSampleRate = MaxSampleRate,
    };

    private static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
