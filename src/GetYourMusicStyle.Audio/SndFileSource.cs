using System.Runtime.InteropServices;
using GetYourMusicStyle.Audio.Native;

namespace GetYourMusicStyle.Audio;

/// <summary>Decoding by libsndfile in this process.</summary>
internal sealed class SndFileSource : IPcmSource
{
    private readonly SndFileReader reader;
    private readonly SndFile.Handle handle;
    private long framesRead;

    private SndFileSource(SndFileReader reader, SndFile.Handle handle, SndFile.Info info) =>
        (this.reader, this.handle, SampleRate, Channels) = (reader, handle, info.SampleRate, info.Channels);

    public int SampleRate { get; }

    public int Channels { get; }

    /// <summary>Opens the file, which then is this object's, or returns null where libsndfile refuses it or finds no sound.</summary>
    public static SndFileSource? TryOpen(AudioFile file)
    {
        var reader = new SndFileReader(file);
        SndFile.VirtualIo io = reader.Io;
        SndFile.Info info = default;
        SndFile.Handle handle = SndFile.Open(ref io, SndFile.ModeRead, ref info, reader.Self);
        if (!handle.IsInvalid && info.Frames > 0 && !SndFile.IsMpegInAnotherContainer(info.Format))
            return new SndFileSource(reader, handle, info);
        handle.Dispose();
        reader.Dispose();
        return null;
    }

    public int Read(Span<float> interleaved)
    {
        int frames = interleaved.Length / Channels;
        int read = (int)SndFile.ReadFrames(handle, interleaved, frames);
        framesRead += read;
        if (reader.Failure is { } failure)
            throw failure;
        if (read < frames && SndFile.Error(handle) is not 0 and var error)
        {
            string reason = Marshal.PtrToStringUTF8(SndFile.ErrorText(error)) ?? "unknown error";
            throw Damage.At((double)framesRead / SampleRate, reason);
        }
        return read * Channels;
    }

    public void Dispose()
    {
        handle.Dispose();
        reader.Dispose();
    }
}
