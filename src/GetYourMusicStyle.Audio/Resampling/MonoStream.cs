using System.Numerics.Tensors;
using GetYourMusicStyle.Audio.Native;
using GetYourMusicStyle.Audio.Sources;
using GetYourMusicStyle.Audio.Tags;

namespace GetYourMusicStyle.Audio.Resampling;

/// <summary>
/// A track as mono float32 at 22 050 Hz, equal to <c>librosa.load(path, sr=22050)</c>: the mean of the channels, then libsoxr HQ, then as
/// many samples as ceil(frames * 22050 / rate). Streamed: memory does not grow with the track, and what is read does not depend on how
/// much is asked for at a time. For one thread at a time.
/// </summary>
public sealed class MonoStream : IDisposable
{
    /// <summary>Samples a second, in Hz.</summary>
    public const int SampleRate = 22_050;

    private const int BlockFrames = 16_384;
    private const float LoudestSample = 1e6f; // +120 dB over full scale: past it lies no sound, only overflow further on

    private readonly IPcmSource _source;
    private readonly Soxr.Handle? _resampler;
    private readonly double _maxSeconds;
    private readonly CancellationToken _cancellation;
    private readonly float[] _interleaved;
    private readonly float[] _mono = new float[BlockFrames];
    private int _monoStart;
    private int _monoEnd;
    private bool _sourceEnded;
    private long _framesIn;
    private long _samplesOut;

    internal MonoStream(IPcmSource source, double maxSeconds, CancellationToken cancellation)
    {
        (_source, _maxSeconds, _cancellation) = (source, maxSeconds, cancellation);
        _interleaved = new float[BlockFrames * source.Channels];
        _resampler = source.SampleRate == SampleRate ? null : Soxr.Create(source.SampleRate, SampleRate);
    }

    /// <inheritdoc cref="IPcmSource.PromisedSeconds"/>
    public double? PromisedSeconds => _source.PromisedSeconds;

    /// <inheritdoc cref="IPcmSource.ReadTags"/>
    public TrackTags ReadTags() => _source.ReadTags();

    /// <summary>Fills <paramref name="mono"/>; returns how many samples were written, fewer than asked for only at the track's end.</summary>
    /// <exception cref="AudioException">The track turns out to be empty, damaged or too long.</exception>
    /// <exception cref="OperationCanceledException">The token given on opening was cancelled.</exception>
    public int Read(Span<float> mono)
    {
        int filled = 0;
        while (filled < mono.Length)
        {
            if (_monoStart == _monoEnd && !_sourceEnded)
                ReadBlock();
            int produced = _resampler is null ? Copy(mono[filled..]) : Resample(mono[filled..]);
            filled += produced;
            _samplesOut += produced;
            if (produced == 0 && _sourceEnded && _monoStart == _monoEnd)
                return filled + Pad(mono[filled..]);
        }
        return filled;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _resampler?.Dispose();
        _source.Dispose();
    }

    private void ReadBlock()
    {
        _cancellation.ThrowIfCancellationRequested();
        int read = _source.Read(_interleaved);
        int frames = read / _source.Channels;
        (_monoStart, _monoEnd, _sourceEnded) = (0, frames, frames == 0);
        if (_sourceEnded)
        {
            _cancellation.ThrowIfCancellationRequested();
            if (_framesIn == 0)
                throw new AudioException(AudioFault.Empty, "The file holds no sound at all.");
            return;
        }
        Downmix.ToMono(_interleaved.AsSpan(0, read), _source.Channels, _mono);
        double seconds = (double)_framesIn / _source.SampleRate;
        float peak = MathF.Abs(TensorPrimitives.MaxMagnitude<float>(_mono.AsSpan(0, frames)));
        if (!(peak <= LoudestSample)) // not a number, too
            throw AudioException.DamagedAt(seconds, "samples that are no sound: infinite or not a number");
        _framesIn += frames;
        if (seconds > _maxSeconds)
            throw new AudioException(AudioFault.TooLong, $"The track is longer than the {_maxSeconds:0} s allowed; raise MaxDurationSeconds to take it.");
    }

    private int Copy(Span<float> destination)
    {
        int count = Math.Min(destination.Length, _monoEnd - _monoStart);
        _mono.AsSpan(_monoStart, count).CopyTo(destination);
        _monoStart += count;
        return count;
    }

    private unsafe int Resample(Span<float> destination)
    {
        fixed (float* input = _mono, output = destination)
        {
            bool flush = _sourceEnded;
            nint error = Soxr.Process(
                _resampler!, flush ? null : input + _monoStart, (nuint)(_monoEnd - _monoStart), out nuint consumed,
                output, (nuint)destination.Length, out nuint produced);
            if (error != 0)
                throw new InvalidOperationException("libsoxr failed while resampling.");
            _monoStart += flush ? 0 : (int)consumed;
            return (int)produced;
        }
    }

    /// <summary>libsoxr rounds the length to the nearest, librosa up: at most one zero is missing.</summary>
    private int Pad(Span<float> destination)
    {
        double length = Math.Ceiling(_framesIn * ((double)SampleRate / _source.SampleRate));
        int missing = (int)Math.Clamp(length - _samplesOut, 0, destination.Length);
        destination[..missing].Clear();
        _samplesOut += missing;
        return missing;
    }
}
