using GetYourMusicStyle.Audio.Resampling;
using GetYourMusicStyle.Features.Mel;

namespace GetYourMusicStyle.Analysis.Windows;

/// <summary>The mel spectrograms of one window after another, one for each of some parameters. Reuses its buffers: one a thread.</summary>
public sealed class WindowMels(IReadOnlyList<MelParameters> inputs)
{
    private readonly Resampler[] _resamplers = [.. inputs.Select(input => new Resampler(input.SampleRate))];
    private readonly MelSpectrogram[] _spectrograms = [.. inputs.Select(input => new MelSpectrogram(input))];
    private readonly float[][] _values = [.. inputs.Select(_ => Array.Empty<float>())];
    private readonly ReadOnlyMemory<float>[] _mels = new ReadOnlyMemory<float>[inputs.Count];
    private readonly ReadOnlyMemory<float>[] _silence = new ReadOnlyMemory<float>[inputs.Count];
    private int _silentSamples = -1;

    /// <summary>Computes all, each a row of bands a frame; valid until the next call.</summary>
    /// <param name="samples">Mono samples at 22 050 Hz.</param>
    public IReadOnlyList<ReadOnlyMemory<float>> Compute(ReadOnlySpan<float> samples)
    {
        // Hours of nothing but zeros compress to nothing; they must cost nothing either.
        bool zeros = !samples.ContainsAnyExcept(0f);
        if (zeros && samples.Length == _silentSamples)
            return _silence;
        for (int i = 0; i < inputs.Count; i++)
        {
            var resampled = _resamplers[i].Resample(samples);
            int length = MelSpectrogram.FramesOf(inputs[i], resampled.Length) * inputs[i].Bands;
            if (_values[i].Length < length)
                _values[i] = new float[length];
            _spectrograms[i].Compute(resampled, _values[i]);
            _mels[i] = _values[i].AsMemory(0, length);
            if (zeros)
                _silence[i] = _mels[i].ToArray();
        }
        if (zeros)
            _silentSamples = samples.Length;
        return _mels;
    }
}
