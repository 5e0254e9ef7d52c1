using System.Runtime.InteropServices;
using GetYourMusicStyle.Audio.Native;

namespace GetYourMusicStyle.Audio;

/// <summary>Decoding by libsndfile in this process.</summary>
internal sealed class SndFileSource : IPcmSource
{
    private readonly SndFileReader _reader;
    private readonly SndFile.Handle _handle;
    private long _framesRead;

    private SndFileSource(SndFileReader reader, SndFile.Handle handle, SndFile.Info info) =>
        (_reader, _handle, SampleRate, Channels) = (reader, handle, info.SampleRate, info.Channels);

    public int SampleRate { get; }

    public int Channels { get; }

    /// <summary>Opens the file, which then is this object's, or returns null where libsndfile refuses it or finds no sound.</summary>
    public static SndFileSource? TryOpen(AudioFile file)
    {
        var _reader = new SndFileReader(file);
        SndFile.VirtualIo io = _reader.Io;
        SndFile.Info info = default;
        SndFile.Handle _handle = SndFile.Open(ref io, SndFile.ModeRead, ref info, _reader.Self);
        if (!_handle.IsInvalid && info.Frames > 0 && !SndFile.IsMpegInAnotherContainer(info.Format))
            return new SndFileSource(_reader, _handle, info);
        _handle.Dispose();
        _reader.Dispose();
        return null;
    }

    public int Read(Span<float> interleaved)
    {
        int frames = interleaved.Length / Channels;
        int read = (int)SndFile.ReadFrames(_handle, interleaved, frames);
        _framesRead += read;
        if (_reader.Failure is { } failure)
            throw failure;
        if (read < frames && SndFile.Error(_handle) is not 0 and var error)
        {
            string reason = Marshal.PtrToStringUTF8(SndFile.ErrorText(error)) ?? "unknown error";
            throw Damage.At((double)_framesRead / SampleRate, reason);
        }
        return read * Channels;
    }

    public void Dispose()
    {
        _handle.Dispose();
        _reader.Dispose();
    }
}
