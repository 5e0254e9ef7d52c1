using System.Runtime.InteropServices;
using GetYourMusicStyle.Audio.Files;
using GetYourMusicStyle.Audio.Native;
using GetYourMusicStyle.Audio.Tags;

namespace GetYourMusicStyle.Audio.Sources;

/// <summary>Decoding by libsndfile in this process.</summary>
internal sealed class SndFileSource : IPcmSource
{
    private readonly SndFileReader _reader;
    private readonly SndFile.Handle _handle;
    private readonly Func<TrackTags> _otherTags;
    private long _framesRead;

    private SndFileSource(SndFileReader reader, SndFile.Handle handle, SndFile.Info info, Func<TrackTags> otherTags)
    {
        (_reader, _handle, _otherTags, SampleRate, Channels) = (reader, handle, otherTags, info.SampleRate, info.Channels);
        PromisedSeconds = (double)info.Frames / info.SampleRate;
    }

    public int SampleRate { get; }

    public int Channels { get; }

    public double? PromisedSeconds { get; }

    /// <summary>Opens the file, which then is this object's, or returns null where libsndfile refuses it or finds no sound.</summary>
    /// <param name="otherTags">Where to look for tags when libsndfile finds none.</param>
    public static SndFileSource? TryOpen(AudioFile file, Func<TrackTags> otherTags)
    {
        var _reader = new SndFileReader(file);
        SndFile.VirtualIo io = _reader.Io;
        SndFile.Info info = default;
        SndFile.Handle _handle = SndFile.Open(ref io, SndFile.ModeRead, ref info, _reader.Self);
        if (!_handle.IsInvalid && info.Frames > 0 && !SndFile.IsMpegInAnotherContainer(info.Format))
            return new SndFileSource(_reader, _handle, info, otherTags);
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
            throw AudioException.DamagedAt((double)_framesRead / SampleRate, reason);
        }
        return read * Channels;
    }

    public TrackTags ReadTags()
    {
        var tags = new TrackTags(Text(SndFile.TitleText), Text(SndFile.ArtistText), Text(SndFile.AlbumText), Text(SndFile.GenreText));
        return tags == TrackTags.None ? _otherTags() : tags;
    }

    private unsafe string? Text(int kind)
    {
        byte* text = SndFile.Text(_handle, kind);
        return text is null ? null : TrackTags.Clean(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text));
    }

    public void Dispose()
    {
        _handle.Dispose();
        _reader.Dispose();
    }
}
