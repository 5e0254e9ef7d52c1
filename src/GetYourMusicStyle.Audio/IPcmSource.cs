namespace GetYourMusicStyle.Audio;

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

    /// <summary>
    /// Reads the next whole frames into <paramref name="interleaved"/> and returns how many values were written, a multiple of
    /// <see cref="Channels"/>; 0 at the end of the audio.
    /// </summary>
    /// <exception cref="AudioException">The audio cannot be decoded further.</exception>
    int Read(Span<float> interleaved);
}
