using System.Runtime.InteropServices;
using GetYourMusicStyle.Audio.Native;

namespace GetYourMusicStyle.Audio;

/// <summary>Decoding by libsndfile in this process.</summary>
internal sealed class SndFileSource : IPcmSource
{
    private readonly SndFile.Handle handle;
    private long framesRead;

    private SndFileSource(SndFile.Handle handle, SndFile.Info info) =>
        (this.handle, SampleRate, Channels) = (handle, info.SampleRate, info.Channels);

    public int SampleRate { get; }

    public int Channels { get; }

    /// <summary>
    /// Opens the file, or returns null where libsndfile refuses or finds no sound. The file's handle may be disposed afterwards.
    /// </summary>
    public static SndFileSource? TryOpen(AudioFile file)
    {
        SndFile.Handle? handle = SndFile.Handle.TryOpen(file.Handle, out SndFile.Info info);
        if (handle is not null && info.Frames > 0)
            return new SndFileSource(handle, info);
        handle?.Dispose();
        return null;
    }

    public int Read(Span<float> interleaved)
    {
        int frames = interleaved.Length / Channels;
        int read = (int)SndFile.ReadFrames(handle, interleaved, frames);
        if (read < frames && SndFile.Error(handle) is not 0 and var error)
        {
            string reason = Marshal.PtrToStringUTF8(SndFile.ErrorText(error)) ?? "unknown error";
            throw Damage.At((double)framesRead / SampleRate, reason);
        }
        framesRead += read;
        return read * Channels;
    }

    public void Dispose() => handle.Dispose();
}
