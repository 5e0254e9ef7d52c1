using GetYourMusicStyle.Audio.Tags;

namespace GetYourMusicStyle.Audio.Sources;

/// <summary>
/// Decoded audio of one file, as it is: interleaved float32 at the file's own rate and channels, full scale 1, never clipped.
/// The seam behind which decoding happens, in this process or in a child.
/// </summary>
public interface IPcmSource : IDisposable
{
    /// <summary>Frames a second, in Hz.</summary>
    int SampleRate { get; }

    /// <summary>Samples a frame.</summary>
    int Channels { get; }

    /// <summary>Length in seconds as the file's header has it: good for showing progress, not to be relied on. Null if unknown.</summary>
    double? PromisedSeconds { get; }

    /// <summary>
    /// The tags of the file. Costs next to nothing, but for an MP3 file whose only tags are at its end: that starts ffmpeg. What is wrong with tags is
    /// never an error.
    /// </summary>
    TrackTags ReadTags();

    /// <summary>
    /// Reads the next whole frames into <paramref name="interleaved"/> and returns how many values were written, a multiple of
    /// <see cref="Channels"/>; 0 at the end of the audio.
    /// </summary>
    /// <exception cref="AudioException">The audio cannot be decoded further.</exception>
    int Read(Span<float> interleaved);
}
