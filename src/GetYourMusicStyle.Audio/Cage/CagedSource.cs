using System.Buffers.Binary;
using System.ComponentModel;
using System.Runtime.InteropServices;
using GetYourMusicStyle.Audio.Files;
using GetYourMusicStyle.Audio.Sources;
using GetYourMusicStyle.Audio.Tags;

namespace GetYourMusicStyle.Audio.Cage;

/// <summary>
/// Audio as a caged decoder sends it; nothing that it says is believed. The decoder is killed when it gives nothing for
/// <see cref="AudioOptions.StallSeconds"/>, when it is slower than <see cref="AudioOptions.DecoderSeconds"/> allow, when the work is cancelled, and when this
/// object is disposed before the end.
/// </summary>
internal sealed class CagedSource : IPcmSource
{
    private readonly DecoderPool _pool;
    private readonly DecoderProcess _decoder;
    private readonly AudioFile _file;
    private readonly AudioOptions _options;
    private readonly CancellationToken _cancellation;
    private readonly CancellationTokenRegistration _killOnCancel;
    private readonly Watchdog _watchdog;
    private readonly OpenedFile _opened;
    private int _blockBytes;
    private long _framesRead;
    private bool _copied;
    private bool _ended;

    /// <summary>Has the file decoded, which then is this object's.</summary>
    /// <exception cref="AudioException">It cannot be opened.</exception>
    /// <exception cref="IOException">No decoder can be started, or the disk is full.</exception>
    public CagedSource(DecoderPool pool, AudioFile file, DecodeKind kind, AudioOptions options, CancellationToken cancellation)
    {
        (_pool, _file, _options, _cancellation) = (pool, file, options, cancellation);
        try
        {
            _decoder = Ask(kind);
        }
        catch
        {
            file.Dispose();
            throw;
        }
        _watchdog = new Watchdog(TimeSpan.FromSeconds(options.StallSeconds), _decoder.Kill);
        _watchdog.Allow(DecoderArguments.SecondsFor(0, options));
        _killOnCancel = cancellation.Register(_decoder.Kill);
        try
        {
            _opened = ReadOpened();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public int SampleRate => _opened.SampleRate;

    public int Channels => _opened.Channels;

    public double? PromisedSeconds => _opened.PromisedSeconds;

    public TrackTags ReadTags() => _opened.Tags;

    public int Read(Span<float> interleaved)
    {
        Span<byte> bytes = MemoryMarshal.AsBytes(interleaved[..(interleaved.Length / Channels * Channels)]);
        int filled = 0;
        while (filled < bytes.Length && !_ended)
        {
            if (_blockBytes == 0)
            {
                NextBlock();
                continue;
            }
            int part = Math.Min(_blockBytes, bytes.Length - filled);
            Fill(bytes.Slice(filled, part));
            (filled, _blockBytes) = (filled + part, _blockBytes - part);
        }
        int values = filled / sizeof(float);
        _framesRead += values / Channels;
        _watchdog.Allow(DecoderArguments.SecondsFor((double)_framesRead / SampleRate, _options));
        return values;
    }

    public void Dispose()
    {
        _killOnCancel.Dispose();
        _watchdog.Dispose();
        _pool.Return(_decoder, fit: _ended);
        _file.Dispose();
    }

    /// <summary>Gives the file to a decoder. One that died while it waited has not died of this file.</summary>
    private DecoderProcess Ask(DecodeKind kind)
    {
        while (true)
        {
            DecoderProcess decoder = _pool.Take();
            decoder.Files++;
            if (decoder.Channel.Ask(kind, _file.Handle))
                return decoder;
            _pool.Return(decoder, fit: false);
            _cancellation.ThrowIfCancellationRequested();
        }
    }

    private OpenedFile ReadOpened()
    {
        byte[] content = NextAnswer(AnswerKind.Opened);
        return OpenedFile.Parse(content) is { SampleRate: > 0, Channels: > 0 } opened ? opened : throw Nonsense();
    }

    private void NextBlock()
    {
        if (NextAnswer(AnswerKind.Samples).Length > 0)
            throw Nonsense();
    }

    /// <summary>The content of the answer that is due, but of samples, whose length is kept instead. An end ends the reading.</summary>
    private byte[] NextAnswer(AnswerKind due)
    {
        while (true)
        {
            _watchdog.Wait();
            var answer = _decoder.Channel.NextAnswer();
            _watchdog.Rest();
            if (answer is not var (kind, length))
                throw Ended();
            if (length is < 0 or > DecoderChannel.LongestAnswer)
                throw Nonsense();
            if (kind == AnswerKind.Samples && due == AnswerKind.Samples && length > 0 && length % (Channels * sizeof(float)) == 0)
            {
                _blockBytes = length;
                return [];
            }
            byte[] content = new byte[length];
            Fill(content);
            if (kind == AnswerKind.CopyWanted && !_copied)
                Copy();
            else if (kind == AnswerKind.End && length >= sizeof(int))
                return EndOf(content, opened: due == AnswerKind.Samples);
            else if (kind == due && kind != AnswerKind.Samples)
                return content;
            else
                throw Nonsense();
        }
    }

    private void Fill(Span<byte> content)
    {
        _watchdog.Wait();
        bool filled = _decoder.Channel.Fill(content);
        _watchdog.Rest();
        if (!filled)
            throw Ended();
    }

    private void Copy()
    {
        _copied = true;
        using var copy = _pool.Copies.Copy(_file, _cancellation);
        _decoder.Channel.Ask(DecodeKind.Copy, copy);
    }

    private byte[] EndOf(ReadOnlySpan<byte> content, bool opened)
    {
        int fault = BinaryPrimitives.ReadInt32LittleEndian(content);
        string? message = TrackTags.Clean(content[sizeof(int)..]);
        if (fault < 0 && !opened)
            throw Nonsense();
        _ended = true;
        return fault < 0 ? [] : throw Fault((AudioFault)fault, message ?? "The file cannot be decoded.");
    }

    /// <summary>The error that a decoder tells of. What would be this machine's own fault is looked into, since all of that is tried again.</summary>
    private AudioException Fault(AudioFault fault, string message) => fault switch
    {
        AudioFault.Missing => Nonsense(),
        AudioFault.Unreadable => _file.ReadThrough(_cancellation) ? Nonsense() : new AudioException(fault, message),
        AudioFault.Unsupported when !_pool.HasFfmpeg => new AudioException(fault, message, new Win32Exception(2)),
        _ when Enum.IsDefined(fault) => new AudioException(fault, message),
        _ => Nonsense(),
    };

    /// <summary>The decoder is gone: says why.</summary>
    private AudioException Ended()
    {
        DecoderEnd end = _decoder.End();
        _cancellation.ThrowIfCancellationRequested();
        if (_watchdog.Stalled)
            return new AudioException(AudioFault.TimedOut, $"The decoder was stopped: it gave nothing for {_options.StallSeconds:0.#} s.");
        double seconds = _opened is null ? 0 : (double)_framesRead / SampleRate;
        if (_watchdog.Late)
            return new AudioException(AudioFault.TimedOut, $"The decoder was stopped: it gave only {seconds:0.0} s of audio in {DecoderArguments.SecondsFor(seconds, _options):0} s.");
        if (end.OutOfTime)
            return new AudioException(AudioFault.TimedOut, $"The decoder was stopped: it used more than {DecoderArguments.Of(_options).ProcessorSeconds} s of processor time.");
        return new AudioException(AudioFault.DecoderCrashed, $"The decoder crashed of this file ({end}).");
    }

    private AudioException Nonsense()
    {
        _ended = false;
        _decoder.Kill();
        return new AudioException(AudioFault.DecoderCrashed, "The decoder's answer cannot be read.");
    }
}
