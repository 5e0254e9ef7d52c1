using System.Numerics.Tensors;
using GetYourMusicStyle.Audio.Resampling;
using GetYourMusicStyle.Audio.Sources;
using GetYourMusicStyle.Audio.Tags;

namespace GetYourMusicStyle.Audio.Windows;

/// <summary>
/// The windows of a track in order. Window i starts at i hops. What remains after the last whole window gives, from
/// <see cref="AudioOptions.MinimumSeconds"/> on, one more window that ends where the track ends. A track shorter than a window is one
/// shorter window. Nothing is padded. For one thread at a time.
/// </summary>
public sealed class WindowStream : IDisposable
{
    private readonly MonoStream _track;
    private readonly int _window;
    private readonly int _hop;
    private readonly int _minimum;
    private readonly float _silence; // mean square
    private readonly float[] _buffer; // the window, then room for the hop after it
    private long _start;
    private long _decoded;
    private int _index;
    private bool _ended;

    internal WindowStream(MonoStream track, AudioOptions options)
    {
        _track = track;
        _window = Samples(options.WindowSeconds);
        _hop = Samples(options.HopSeconds);
        _minimum = Samples(options.MinimumSeconds);
        _silence = (float)Math.Pow(10, options.SilenceDbfs / 10);
        _buffer = new float[_window + _hop];
    }

    /// <summary>Seconds decoded so far; the track's length once <see cref="TryRead"/> has returned false.</summary>
    public double DurationSeconds => (double)_decoded / MonoStream.SampleRate;

    /// <inheritdoc cref="IPcmSource.PromisedSeconds"/>
    public double? PromisedSeconds => _track.PromisedSeconds;

    /// <inheritdoc cref="IPcmSource.ReadTags"/>
    public TrackTags ReadTags() => _track.ReadTags();

    /// <summary>Reads the next window; false at the end. Its samples are valid until the next call.</summary>
    /// <exception cref="AudioException">The track is too short, too long, empty or damaged.</exception>
    /// <exception cref="OperationCanceledException">The token given on opening was cancelled.</exception>
    public bool TryRead(out AudioWindow next)
    {
        next = default;
        if (_ended)
            return false;
        int length = _index == 0 ? First() : Advance();
        if (length == 0)
            return false;
        ReadOnlyMemory<float> samples = _buffer.AsMemory(0, length);
        bool silent = TensorPrimitives.SumOfSquares(samples.Span) / length < _silence;
        next = new AudioWindow(_index++, _start, samples, silent);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _track.Dispose();

    private static int Samples(double seconds) => (int)Math.Round(seconds * MonoStream.SampleRate);

    private int First()
    {
        int read = Decode(_buffer.AsSpan(0, _window));
        if (read < _minimum)
        {
            throw new AudioException(
                AudioFault.TooShort, $"The track is too short: {DurationSeconds:0.00} s, at least {(double)_minimum / MonoStream.SampleRate:0.#} s are needed.");
        }
        _ended = read < _window;
        return read;
    }

    private int Advance()
    {
        int read = Decode(_buffer.AsSpan(_window, _hop));
        _ended = read < _hop;
        if (_ended && read < _minimum)
            return 0;
        _buffer.AsSpan(read, _window).CopyTo(_buffer);
        _start += read;
        return _window;
    }

    private int Decode(Span<float> samples)
    {
        int read = _track.Read(samples);
        _decoded += read;
        return read;
    }
}
