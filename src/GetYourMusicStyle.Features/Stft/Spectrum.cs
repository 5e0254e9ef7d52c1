using GetYourMusicStyle.Features.Simd;

namespace GetYourMusicStyle.Features.Stft;

/// <summary>
/// The one STFT of a window (<c>librosa.stft</c>, defaults): complex bins and magnitudes, laid out [step][bin][lane].
/// A step's magnitudes carry mirrored bins at both ends (d c b a | a b c d | d c b a), ready for a median over bins.
/// </summary>
internal abstract unsafe class Spectrum<T>
    where T : unmanaged, ILanes<T>
{
    /// <summary>Mirrored rows before bin 0.</summary>
    public const int Mirror = 15;

    /// <summary>Rows a step: the bins, both mirrors, and slack that a median may read but never use.</summary>
    public const int Rows = 1072;

    private readonly LaneBuffer _complex = new(), _magnitude = new(), _work = new(), _valid = new();

    public FrameGrid Grid { get; private set; }

    /// <summary>Scratch of 1024 complex rows.</summary>
    public T* Work => (T*)_work.Pointer;

    /// <summary>1025 complex rows of a step: a row of real parts, a row of imaginary parts.</summary>
    public T* Complex(int step) => (T*)_complex.Pointer + (step * 2L * StftParameters.Bins);

    /// <summary>Magnitudes |X| of a step; rows -15 to 1024+15 are readable.</summary>
    public T* Magnitude(int step) => (T*)_magnitude.Pointer + (step * (long)Rows) + Mirror;

    /// <summary>Magnitude of one frame and bin.</summary>
    public float Magnitude(int frame, int bin)
    {
        (int step, int lane) = Grid.Locate(frame);
        return ((float*)(Magnitude(step) + bin))[lane];
    }

    /// <summary>One in the lanes of a step that hold a frame, zero past the last frame.</summary>
    public T Valid(int step) => ((T*)_valid.Pointer)[step];

    /// <summary>Makes room for a window.</summary>
    public void Reserve(FrameGrid grid)
    {
        Grid = grid;
        _complex.Reserve(grid.Steps * 2 * StftParameters.Bins * T.Count);
        _magnitude.Reserve(grid.Steps * Rows * T.Count);
        _work.Reserve(StftParameters.Size * T.Count);
        float* valid = _valid.Reserve(grid.Steps * T.Count);
        for (int step = 0; step < grid.Steps; step++)
            for (int lane = 0; lane < T.Count; lane++)
                valid[(step * T.Count) + lane] = grid.FrameAt(step, lane) < grid.Count ? 1 : 0;
    }

    /// <summary>Transforms the frames of one step.</summary>
    public void Transform(T* signal, int step)
    {
        T* complex = Complex(step), magnitude = Magnitude(step);
        Forward(signal + (step * StftParameters.Hop), complex);
        for (int bin = 0; bin < StftParameters.Bins; bin++)
        {
            T re = complex[2 * bin], im = complex[(2 * bin) + 1];
            magnitude[bin] = T.SquareRoot(T.MultiplyAdd(im, im, re * re));
        }

        for (int i = 0; i < Mirror; i++)
        {
            magnitude[-1 - i] = magnitude[i];
            magnitude[StftParameters.Bins + i] = magnitude[StftParameters.Bins - 1 - i];
        }
    }

    /// <summary>One FFT a lane: 2048 rows of samples to 1025 complex rows.</summary>
    protected abstract void Forward(T* samples, T* complex);
}

/// <summary>A spectrum whose forward FFT runs in <typeparamref name="TWide"/>.</summary>
internal sealed unsafe class Spectrum<T, TWide> : Spectrum<T>
    where T : unmanaged, ILanes<T>
    where TWide : unmanaged, IWideLanes<TWide>
{
    private readonly LaneBuffer _work = new();

    protected override void Forward(T* samples, T* complex) =>
        RealFft.Librosa.Forward(samples, complex, (TWide*)_work.Reserve(StftParameters.Size * sizeof(TWide) / sizeof(float)));
}
