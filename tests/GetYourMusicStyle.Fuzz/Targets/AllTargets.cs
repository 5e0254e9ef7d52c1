using GetYourMusicStyle.Audio;

namespace GetYourMusicStyle.Fuzz.Targets;

/// <summary>All that is fuzzed.</summary>
internal static class AllTargets
{
    /// <summary>Every target, new; their shares add up to about a thousand.</summary>
    public static IReadOnlyList<FuzzTarget> Create() =>
    [
        new FormatTarget(),
        new AuHeaderTarget(),
        new TagTarget(),
        // What libsndfile leaves to ffmpeg ends there: that is the next one's.
        new DecodeTarget("decode", 40, new AudioOptions { FfmpegPath = "false" }),
        new DecodeTarget("decode-caged", 10, new AudioOptions { Isolation = DecoderIsolation.ChildProcess, MaxDurationSeconds = 600 }),
        new MultipartTarget(),
        new ManifestTarget(),
        new PlaylistTarget(),
        new MessageTarget(),
        new WindowTableTarget(),
        new StoredTarget(),
        new CursorTarget(),
    ];
}
