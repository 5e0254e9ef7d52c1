using System.Numerics.Tensors;
using GetYourMusicStyle.Audio.Native;

namespace GetYourMusicStyle.Audio;

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

    private readonly IPcmSource source;
    private readonly Soxr.Handle? resampler;
    private readonly double maxSeconds;
    private readonly CancellationToken cancellation;
    private readonly float[] interleaved;
    private readonly float[] mono = new float[BlockFrames];
    private int monoStart;
    private int monoEnd;
    private bool sourceEnded;
    private long framesIn;
    private long samplesOut;

    internal MonoStream(IPcmSource source, double maxSeconds, CancellationToken cancellation)
    {
        (this.source, this.maxSeconds, this.cancellation) = (source, maxSeconds, cancellation);
        interleaved = new float[BlockFrames * source.Channels];
        resampler = source.SampleRate == SampleRate ? null : Soxr.Create(source.SampleRate, SampleRate);
    }

    /// <summary>Fills <paramref name="mono"/>; returns how many samples were written, fewer than asked for only at the track's end.</summary>
    /// <exception cref="AudioException">The track turns out to be empty, damaged or too long.</exception>
    /// <exception cref="OperationCanceledException">The token given on opening was cancelled.</exception>
    public int Read(Span<float> mono)
    {
        int filled = 0;
        while (filled < mono.Length)
        {
            if (monoStart == monoEnd && !sourceEnded)
                ReadBlock();
            int produced = resampler is null ? Copy(mono[filled..]) : Resample(mono[filled..]);
            filled += produced;
            samplesOut += produced;
            if (produced == 0 && sourceEnded && monoStart == monoEnd)
                return filled + Pad(mono[filled..]);
        }
        return filled;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        resampler?.Dispose();
        source.Dispose();
    }

    private void ReadBlock()
    {
        cancellation.ThrowIfCancellationRequested();
        int read = source.Read(interleaved);
        int frames = read / source.Channels;
        (monoStart, monoEnd, sourceEnded) = (0, frames, frames == 0);
        if (sourceEnded)
        {
            cancellation.ThrowIfCancellationRequested();
            if (framesIn == 0)
                throw new AudioException(AudioFault.Empty, "The file holds no sound at all.");
            return;
        }
        MonoMix.Mix(interleaved.AsSpan(0, read), source.Channels, mono);
        double seconds = (double)framesIn / source.SampleRate;
        float peak = MathF.Abs(TensorPrimitives.MaxMagnitude<float>(mono.AsSpan(0, frames)));
        if (!(peak <= LoudestSample)) // not a number, too
            throw Damage.At(seconds, "samples that are no sound: infinite or not a number");
        framesIn += frames;
        if (seconds > maxSeconds)
            throw new AudioException(AudioFault.TooLong, $"The track is longer than the {maxSeconds:0} s allowed; raise MaxDurationSeconds to take it.");
    }

    private int Copy(Span<float> destination)
    {
        int count = Math.Min(destination.Length, monoEnd - monoStart);
        mono.AsSpan(monoStart, count).CopyTo(destination);
        monoStart += count;
        return count;
    }

    private unsafe int Resample(Span<float> destination)
    {
        fixed (float* input = mono, output = destination)
        {
            bool flush = sourceEnded;
            nint error = Soxr.Process(
                resampler!, flush ? null : input + monoStart, (nuint)(monoEnd - monoStart), out nuint consumed,
                output, (nuint)destination.Length, out nuint produced);
            if (error != 0)
                throw new InvalidOperationException("libsoxr failed while resampling.");
            monoStart += flush ? 0 : (int)consumed;
            return (int)produced;
        }
    }

    /// <summary>libsoxr rounds the length to the nearest, librosa up: at most one zero is missing.</summary>
    private int Pad(Span<float> destination)
    {
        double length = Math.Ceiling(framesIn * ((double)SampleRate / source.SampleRate));
        int missing = (int)Math.Clamp(length - samplesOut, 0, destination.Length);
        destination[..missing].Clear();
        samplesOut += missing;
        return missing;
    }
}
