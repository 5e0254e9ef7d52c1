using GetYourMusicStyle.Audio.Native;

namespace GetYourMusicStyle.Audio.Resampling;

/// <summary>
/// Mono samples at 22 050 Hz to a lower rate, equal to <c>librosa.resample(samples, orig_sr=22050, target_sr=rate)</c>: libsoxr HQ, each call
/// a signal of its own, then as many samples as ceil(samples * rate / 22050). Reuses its buffer. One a thread.
/// </summary>
/// <param name="rate">The rate to go to in Hz, at most 22 050.</param>
public sealed class Resampler(int rate)
{
    private float[] _output = [];

    /// <summary>The signal at the other rate; valid until the next call.</summary>
    public ReadOnlySpan<float> Resample(ReadOnlySpan<float> samples)
    {
        if (rate == MonoStream.SampleRate)
            return samples;
        int length = (int)Math.Ceiling(samples.Length * ((double)rate / MonoStream.SampleRate));
        if (_output.Length < length)
            _output = new float[length];
        int written = Fill(samples, _output.AsSpan(0, length));
        _output.AsSpan(written, length - written).Clear();      // libsoxr rounds the length to the nearest, librosa up
        return _output.AsSpan(0, length);
    }

    private unsafe int Fill(ReadOnlySpan<float> samples, Span<float> output)
    {
        using var resampler = Soxr.Create(MonoStream.SampleRate, rate);
        int read = 0, written = 0;
        fixed (float* from = samples, to = output)
        {
            while (written < output.Length)
            {
                bool flush = read == samples.Length;
                nint error = Soxr.Process(
                    resampler, flush ? null : from + read, (nuint)(samples.Length - read), out nuint consumed,
                    to + written, (nuint)(output.Length - written), out nuint produced);
                if (error != 0)
                    throw new InvalidOperationException("libsoxr failed while resampling.");
                (read, written) = (read + (flush ? 0 : (int)consumed), written + (int)produced);
                if (flush && produced == 0)
                    break;
            }
        }
        return written;
    }
}
