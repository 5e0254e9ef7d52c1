namespace GetYourMusicStyle.Bench.Encodings;

/// <summary>A way to encode a recording, as options of ffmpeg.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Extension">Of the file.</param>
/// <param name="Options">Before the name of the file.</param>
/// <param name="Usual">Whether the scale is learned from it; the others show where it ends.</param>
internal sealed record Encoding(string Name, string Extension, string[] Options, bool Usual)
{
    public static IReadOnlyList<Encoding> All { get; } =
    [
        new("mp3 128k", "mp3", ["-b:a", "128k"], true),
        new("mp3 320k at 48 kHz", "mp3", ["-b:a", "320k", "-ar", "48000"], true),
        new("ogg q4", "ogg", ["-c:a", "libvorbis", "-q:a", "4"], true),
        new("opus 96k", "opus", ["-c:a", "libopus", "-b:a", "96k"], true),
        new("m4a 128k", "m4a", ["-c:a", "aac", "-b:a", "128k"], true),
        new("flac", "flac", ["-c:a", "flac", "-sample_fmt", "s16"], true),
        new("flac, 50 ms later", "flac", ["-af", "adelay=50:all=1", "-c:a", "flac", "-sample_fmt", "s16"], true),
        new("mp3 V9 (about 65k)", "mp3", ["-q:a", "9"], false),
        new("flac, 6 dB quieter", "flac", ["-af", "volume=-6dB", "-c:a", "flac", "-sample_fmt", "s16"], false),
    ];
}
