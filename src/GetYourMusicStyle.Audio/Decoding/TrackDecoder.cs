using GetYourMusicStyle.Audio.Cage;
using GetYourMusicStyle.Audio.Files;
using GetYourMusicStyle.Audio.Formats;
using GetYourMusicStyle.Audio.Resampling;
using GetYourMusicStyle.Audio.Sources;
using GetYourMusicStyle.Audio.Tags;
using GetYourMusicStyle.Audio.Windows;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Audio.Decoding;

/// <summary>
/// Opens audio files of any common format, told by their contents and never by their name. WAV, FLAC, MP3, Ogg (Vorbis, FLAC), AIFF,
/// AU and CAF are decoded by libsndfile; Opus, M4A, AAC, WMA, WebM and the rest, and whatever libsndfile refuses, by ffmpeg. Where that happens
/// <see cref="AudioOptions.Isolation"/> says. Thread-safe; one serves a whole program.
/// </summary>
/// <remarks>
/// What becomes of bad files: a file that is merely cut short gives the audio that is there, unless its index was lost with the end
/// (MP4). Damage that a decoder can pass (a lost MP3, Ogg or AAC packet, junk between frames) is left out; damage that it cannot pass gives
/// <see cref="AudioFault.Damaged"/> with the time reached. A length promised in a header is never believed: audio ends where
/// decoding ends. Only the size of a chunk of plain samples (WAV, AIFF, AU, CAF) is taken at its word when it is smaller than the file, for
/// other chunks may follow.
/// </remarks>
public sealed class TrackDecoder : IDisposable
{
    private readonly AudioOptions _options;
    private readonly DecoderPool? _caged;

    /// <summary>Decoding as the options say. With <see cref="DecoderIsolation.ChildProcess"/> this holds processes until it is disposed.</summary>
    public TrackDecoder(IOptions<AudioOptions> options)
    {
        _options = options.Value;
        if (_options.Isolation == DecoderIsolation.ChildProcess && OperatingSystem.IsLinux())
            _caged = new DecoderPool(_options);
    }

    /// <summary>Opens the windows of a track, in order.</summary>
    /// <exception cref="AudioException">The file cannot be opened; reading may raise it too.</exception>
    public WindowStream Open(string path, CancellationToken cancellation = default) => new(OpenMono(path, cancellation), _options);

    /// <summary>Opens a track as mono at <see cref="MonoStream.SampleRate"/>.</summary>
    /// <exception cref="AudioException">The file cannot be opened; reading may raise it too.</exception>
    public MonoStream OpenMono(string path, CancellationToken cancellation = default)
    {
        IPcmSource source = Open(path, DecodeKind.Mono, cancellation);
        try
        {
            return Mono(source, cancellation);
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    /// <summary>Opens a track as it is in the file, its rate and channel count within the limits of <see cref="AudioOptions"/>.</summary>
    /// <exception cref="AudioException">The file cannot be opened; reading may raise it too.</exception>
    public IPcmSource OpenPcm(string path, CancellationToken cancellation = default) => Open(path, DecodeKind.AsItIs, cancellation);

    /// <summary>Starts decoder processes, if any are needed, so that the first files do not wait for them.</summary>
    /// <param name="count">How many files are going to be decoded at a time.</param>
    /// <exception cref="IOException">They cannot be started.</exception>
    public void Prepare(int count) => _caged?.Prepare(count);

    /// <summary>What decoders are denied here; nothing is in this process.</summary>
    /// <exception cref="IOException">None can be started.</exception>
    public IReadOnlyList<CageRestriction> Cage() => _caged is null ? CageReport.None : CageReport.Of(_caged);

    /// <summary>Ends the decoder processes.</summary>
    public void Dispose() => _caged?.Dispose();

    /// <summary>The tags of a track.</summary>
    /// <exception cref="AudioException">The file cannot be opened.</exception>
    internal TrackTags ReadTags(string path, CancellationToken cancellation)
    {
        using IPcmSource source = Open(path, DecodeKind.Tags, cancellation);
        return source.ReadTags();
    }

    /// <summary>Opens a file, which then is the source's, in this process.</summary>
    /// <param name="input">How ffmpeg comes to it.</param>
    internal IPcmSource OpenHere(AudioFile file, FfmpegInput input, CancellationToken cancellation)
    {
        IPcmSource source = (IPcmSource?)OpenInProcess(file, input, cancellation, out AudioFormat format) ?? new FfmpegSource(input, format, _options, cancellation);
        return WithinLimits(source);
    }

    /// <summary>A track as a mono stream, of a source that then is the stream's.</summary>
    internal MonoStream Mono(IPcmSource source, CancellationToken cancellation) => new(source, _options.MaxDurationSeconds, cancellation);

    private IPcmSource Open(string path, DecodeKind kind, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        cancellation.ThrowIfCancellationRequested();
        path = Path.GetFullPath(path);
        AudioFile file = AudioFile.Open(path);
        return _caged is null ? OpenHere(file, FfmpegInput.At(path), cancellation) : WithinLimits(new CagedSource(_caged, file, kind, _options, cancellation));
    }

    /// <summary>Recognises the file; null unless libsndfile reads this format, will find all of this file and does not refuse it.</summary>
    private SndFileSource? OpenInProcess(AudioFile file, FfmpegInput input, CancellationToken cancellation, out AudioFormat format)
    {
        SndFileSource? source = null;
        try
        {
            AudioFormat found = format = AudioFormat.Recognise(file, out long start)
                ?? throw new AudioException(AudioFault.NotAudio, "This is not an audio file of any known format.");
            if (_options.Isolation == DecoderIsolation.InProcess && format.SndFile && format.LengthHolds?.Invoke(file, start) != false)
                source = SndFileSource.TryOpen(file, () => ReadTrailingTags(file, input, found, cancellation));
            return source;
        }
        finally
        {
            if (source is null)
                file.Dispose();
        }
    }

    private TrackTags ReadTrailingTags(AudioFile file, FfmpegInput input, AudioFormat format, CancellationToken cancellation)
    {
        try
        {
            if (!format.TagsAtEnd || !TrailingTags.In(file))
                return TrackTags.None;
            using var ffmpeg = new FfmpegSource(input, format, _options, cancellation);
            return ffmpeg.ReadTags();
        }
        catch (AudioException)
        {
            return TrackTags.None;
        }
    }

    private IPcmSource WithinLimits(IPcmSource source)
    {
        try
        {
            CheckLimits(source);
            return source;
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    private void CheckLimits(IPcmSource source)
    {
        if (source.SampleRate < _options.MinSampleRate || source.SampleRate > _options.MaxSampleRate)
            throw new AudioException(AudioFault.Unsupported,
                $"A sample rate of {source.SampleRate} Hz is not supported ({_options.MinSampleRate} to {_options.MaxSampleRate} Hz are).");
        if (source.Channels < 1 || source.Channels > _options.MaxChannels)
            throw new AudioException(AudioFault.Unsupported,
                $"{source.Channels} channels are not supported (at most {_options.MaxChannels} are).");
    }
}
