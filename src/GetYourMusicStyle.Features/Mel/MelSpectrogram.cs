using NWaves.Transforms;

namespace GetYourMusicStyle.Features.Mel;

/// <summary>
/// Mel spectrograms with the parameters of another publisher's model, equal to <c>librosa.feature.melspectrogram</c> and what is done to it
/// on the way to the model. Reuses its buffers: one a thread.
/// </summary>
public sealed class MelSpectrogram
{
    internal const string Hann = "hann";
    internal const string Hamming = "hamming";
    internal const string Boxcar = "boxcar";
    internal const string Constant = "constant";
    internal const string Reflect = "reflect";

    private readonly MelParameters _parameters;
    private readonly RealFft64 _fft;
    private readonly double[] _window, _frame, _re, _im, _spectrum;
    private readonly (int FirstBin, float[] Weights)[] _filters;

    /// <summary>For parameters without <see cref="MelParameters.Fault"/>.</summary>
    public MelSpectrogram(MelParameters parameters)
    {
        if (parameters.Fault() is { } fault)
            throw new ArgumentException(fault, nameof(parameters));
        _parameters = parameters;
        int length = parameters.FftLength;
        (_fft, _window, _filters) = (new RealFft64(length), WindowOf(parameters), MelFilters.Of(parameters));
        int bins = (length / 2) + 1;
        (_frame, _re, _im, _spectrum) = (new double[length], new double[bins], new double[bins], new double[bins]);
    }

    /// <summary>Frames that a signal of <paramref name="samples"/> samples gives; 0 when it is too short for one.</summary>
    public static int FramesOf(MelParameters parameters, int samples)
    {
        if (samples <= parameters.FftLength / 2)
            return 0;       // too short to be mirrored, too
        int room = parameters.Center ? samples : samples - parameters.FftLength;
        return room < 0 ? 0 : 1 + (room / parameters.HopLength);
    }

    /// <summary>Fills <paramref name="mel"/>, a row of bands a frame, lowest band first; returns the number of frames.</summary>
    /// <param name="samples">Mono samples at the rate of the parameters, full scale 1.</param>
    public int Compute(ReadOnlySpan<float> samples, Span<float> mel)
    {
        int frames = FramesOf(_parameters, samples.Length), bands = _filters.Length;
        int before = _parameters.Center ? _parameters.FftLength / 2 : 0;
        for (int frame = 0; frame < frames; frame++)
        {
            Transform(samples, (frame * _parameters.HopLength) - before);
            Span<float> row = mel.Slice(frame * bands, bands);
            for (int band = 0; band < bands; band++)
            {
                var (first, weights) = _filters[band];
                double sum = 0;
                for (int i = 0; i < weights.Length; i++)
                    sum += weights[i] * _spectrum[first + i];
                row[band] = (float)sum;
            }
        }
        _parameters.Log.Apply(mel[..(frames * bands)], _parameters.Power);
        return frames;
    }

    private void Transform(ReadOnlySpan<float> samples, int start)
    {
        for (int n = 0; n < _frame.Length; n++)
            _frame[n] = _window[n] * At(samples, start + n);
        _fft.Direct(_frame, _re, _im);
        for (int bin = 0; bin < _spectrum.Length; bin++)
        {
            double power = (_re[bin] * _re[bin]) + (_im[bin] * _im[bin]);
            _spectrum[bin] = _parameters.Power == 2 ? power : Math.Sqrt(power);
        }
    }

    private double At(ReadOnlySpan<float> samples, int index)
    {
        if ((uint)index < (uint)samples.Length)
            return samples[index];
        if (_parameters.Padding == Constant)
            return 0;
        return samples[index < 0 ? -index : (2 * (samples.Length - 1)) - index];
    }

    // NWaves' windows are symmetric and float32; these are periodic, and quiet bands need them in double precision.
    private static double[] WindowOf(MelParameters parameters)
    {
        double[] window = new double[parameters.FftLength];
        int length = parameters.WindowLength, before = (parameters.FftLength - length) / 2;
        double mean = parameters.Window switch { Hann => 0.5, Hamming => 0.54, _ => 1 };
        for (int n = 0; n < length; n++)
            window[before + n] = mean - ((1 - mean) * Math.Cos(2 * Math.PI * n / length));
        return window;
    }
}
