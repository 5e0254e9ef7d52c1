using GetYourMusicStyle.Features.Simd;
using GetYourMusicStyle.Features.Stft;

namespace GetYourMusicStyle.Features.Mel;

/// <summary>The frames of a mel spectrogram at one width of vectors, before the logarithm; see <see cref="MelSpectrogram"/>.</summary>
internal abstract class MelFrames
{
    /// <summary>Fills a row of bands a frame.</summary>
    public abstract void Fill(ReadOnlySpan<float> samples, int frames, Span<float> mel);
}

/// <inheritdoc/>
internal sealed unsafe class MelFrames<T, TWide> : MelFrames
    where T : unmanaged, ILanes<T>
    where TWide : unmanaged, IWideLanes<TWide>
{
    private readonly int _bins, _hop;
    private readonly bool _squared;
    private readonly RealFft _fft;
    private readonly MelBank _bank;
    private readonly LaneSignal<T> _signal;
    private readonly LaneBuffer _work = new(), _spectrum = new(), _mel = new();

    public MelFrames(MelParameters parameters)
    {
        int size = parameters.FftLength, length = parameters.WindowLength, before = (size - length) / 2;
        (_bins, _hop, _squared) = ((size / 2) + 1, parameters.HopLength, parameters.Power == 2);
        // The window stands at the beginning of the transform, not in its middle: that turns the phases alone.
        _fft = new RealFft(size, MelWindow.Of(parameters.Window, length));
        _signal = new LaneSignal<T>(length, _hop, parameters.Center ? (size / 2) - before : -before, mirrored: parameters.Padding == MelParameters.Reflect);
        _bank = new MelBank(
            parameters.Scale, parameters.Bands, parameters.LowestHertz, parameters.HighestHertz,
            [.. Enumerable.Range(0, _bins).Select(bin => bin * (double)parameters.SampleRate / size)],
            parameters.Triangles == MelParameters.Mel, parameters.Norm == MelParameters.UnitArea,
            hertz => (parameters.Gain ?? 1) * Math.Pow(parameters.PreEmphasis?.GainAt(hertz) ?? 1, parameters.Power));
    }

    public override void Fill(ReadOnlySpan<float> samples, int frames, Span<float> mel)
    {
        var grid = new FrameGrid(samples.Length, frames, T.Count);
        _signal.Spread(samples, grid);
        T* spectrum = (T*)_spectrum.Reserve(2 * _bins * T.Count), bands = (T*)_mel.Reserve(_bank.Count * T.Count);
        TWide* work = (TWide*)_work.Reserve(2 * _bins * sizeof(TWide) / sizeof(float));
        for (int step = 0; step < grid.Steps; step++)
        {
            _fft.Forward(_signal.Rows + (step * _hop), spectrum, work);
            Measure(spectrum);
            _bank.Apply(spectrum, bands);
            Lay((float*)bands, grid, step, mel);
        }

        GC.KeepAlive(this);     // pointers alone do not keep the buffers
    }

    // A complex row a bin becomes a row of power or magnitudes, in place.
    private void Measure(T* spectrum)
    {
        for (int bin = 0; bin < _bins; bin++)
        {
            T re = spectrum[2 * bin], im = spectrum[(2 * bin) + 1], power = T.MultiplyAdd(im, im, re * re);
            spectrum[bin] = _squared ? power : T.SquareRoot(power);
        }
    }

    private void Lay(float* bands, FrameGrid grid, int step, Span<float> mel)
    {
        for (int lane = 0; lane < T.Count && grid.FrameAt(step, lane) < grid.Count; lane++)
        {
            Span<float> row = mel.Slice(grid.FrameAt(step, lane) * _bank.Count, _bank.Count);
            for (int band = 0; band < row.Length; band++)
                row[band] = bands[(band * T.Count) + lane];
        }
    }
}
