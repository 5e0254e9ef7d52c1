using System.Numerics.Tensors;

namespace GetYourMusicStyle.Audio;

/// <summary>
/// The windows of a track in order. Window i starts at i hops. What remains after the last whole window gives, from
/// <see cref="AudioOptions.MinimumSeconds"/> on, one more window that ends where the track ends. A track shorter than a window is one
/// shorter window. Nothing is padded. For one thread at a time.
/// </summary>
public sealed class WindowStream : IDisposable
{
    private readonly MonoStream track;
    private readonly int window;
    private readonly int hop;
    private readonly int minimum;
    private readonly float silence; // mean square
    private readonly float[] buffer; // the window, then room for the hop after it
    private long start;
    private long decoded;
    private int index;
    private bool ended;

    internal WindowStream(MonoStream track, AudioOptions options)
    {
        this.track = track;
        window = Samples(options.WindowSeconds);
        hop = Samples(options.HopSeconds);
        minimum = Samples(options.MinimumSeconds);
        silence = (float)Math.Pow(10, options.SilenceDbfs / 10);
        buffer = new float[window + hop];
    }

    /// <summary>Seconds decoded so far; the track's length once <see cref="TryRead"/> has returned false.</summary>
    public double DurationSeconds => (double)decoded / MonoStream.SampleRate;

    /// <summary>Reads the next window; false at the end. Its samples are valid until the next call.</summary>
    /// <exception cref="AudioException">The track is too short, too long, empty or damaged.</exception>
    /// <exception cref="OperationCanceledException">The token given on opening was cancelled.</exception>
    public bool TryRead(out AudioWindow next)
    {
        next = default;
        if (ended)
            return false;
        int length = index == 0 ? First() : Advance();
        if (length == 0)
            return false;
        ReadOnlyMemory<float> samples = buffer.AsMemory(0, length);
        bool silent = TensorPrimitives.SumOfSquares(samples.Span) / length < silence;
        next = new AudioWindow(index++, start, samples, silent);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => track.Dispose();

    private static int Samples(double seconds) => (int)Math.Round(seconds * MonoStream.SampleRate);

    private int First()
    {
        int read = Decode(buffer.AsSpan(0, window));
        if (read < minimum)
        {
            throw new AudioException(
                AudioFault.TooShort, $"The track is too short: {DurationSeconds:0.0} s, at least {(double)minimum / MonoStream.SampleRate:0.#} s are needed.");
        }
        ended = read < window;
        return read;
    }

    private int Advance()
    {
        int read = Decode(buffer.AsSpan(window, hop));
        ended = read < hop;
        if (ended && read < minimum)
            return 0;
        buffer.AsSpan(read, window).CopyTo(buffer);
        start += read;
        return window;
    }

    private int Decode(Span<float> samples)
    {
        int read = track.Read(samples);
        decoded += read;
        return read;
    }
}
