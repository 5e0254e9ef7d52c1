using System.Runtime.CompilerServices;
using GetYourMusicStyle.Features.Simd;

namespace GetYourMusicStyle.Features.Stft;

/// <summary>
/// Real FFT of n points, n a power of two, one frame a lane, through a complex FFT of half the length (even samples as real parts, odd
/// ones as imaginary parts): Press et al., Numerical Recipes, section 12.3. Windowing is part of both directions.
/// </summary>
internal sealed unsafe class RealFft
{
    /// <summary>Of librosa's default frame: 2048 points, a periodic Hann window.</summary>
    public static readonly RealFft Librosa = new(StftParameters.Size, StftParameters.Hann);

    private readonly int _half;
    private readonly int[] _rowOfBin;
    private readonly double[] _window;

    /// <summary>cos and sin of -2 pi k / n.</summary>
    private readonly double[] _turn;

    private readonly float[] _singleTurn;

    /// <summary>The window over n / 2, which undoes the inverse's scale; exact, as that is a power of two.</summary>
    private readonly float[] _scaledWindow;

    /// <param name="size">Points n.</param>
    /// <param name="window">The window, at most n values; zeros follow it.</param>
    public RealFft(int size, double[] window)
    {
        (_half, _window, _rowOfBin) = (size / 2, window, Radix4.RowsOfBins(size / 2));
        _turn = [.. Enumerable.Range(0, _half + 1).SelectMany(k => new[] { Math.Cos(2 * Math.PI * k / size), -Math.Sin(2 * Math.PI * k / size) })];
        _singleTurn = [.. _turn.Select(t => (float)t)];
        _scaledWindow = [.. window.Select(w => (float)(w / _half))];
    }

    /// <summary>Spectrum of as many rows of samples as the window has into n / 2 + 1 complex rows; <paramref name="work"/> holds n / 2 complex rows.</summary>
    public void Forward<T, TWide>(T* samples, T* spectrum, TWide* work)
        where T : unmanaged, ILanes<T>
        where TWide : unmanaged, IWideLanes<TWide>
    {
        TWide zero = TWide.Broadcast(0), half = TWide.Broadcast(0.5);
        double[] window = _window, turn = _turn;
        int[] rowOfBin = _rowOfBin;
        int top = _half;
        for (int n = 0; n < window.Length; n++)
            work[n] = TWide.Widen((float*)(samples + n)) * TWide.Broadcast(window[n]);
        for (int n = window.Length; n < 2 * top; n++)
            work[n] = zero;
        Radix4.Forward(work, top);

        Store(spectrum, work[0] + work[1], zero);
        Store(spectrum + (2 * top), work[0] - work[1], zero);
        for (int k = 1; k <= top / 2; k++)
        {
            TWide* low = work + (2 * rowOfBin[k]), high = work + (2 * rowOfBin[top - k]);
            TWide evenRe = (low[0] + high[0]) * half, evenIm = (low[1] - high[1]) * half;
            TWide oddRe = (low[1] + high[1]) * half, oddIm = (high[0] - low[0]) * half;
            TWide cos = TWide.Broadcast(turn[2 * k]), sin = TWide.Broadcast(turn[(2 * k) + 1]);
            TWide re = TWide.NegatedMultiplyAdd(oddIm, sin, oddRe * cos), im = TWide.MultiplyAdd(oddIm, cos, oddRe * sin);
            Store(spectrum + (2 * (top - k)), evenRe - re, im - evenIm);
            Store(spectrum + (2 * k), evenRe + re, evenIm + im);
        }
    }

    /// <summary>Adds the windowed inverse of n / 2 + 1 complex rows times as many real gains to n rows of samples, n / 2 a power of four.</summary>
    public void AddInverse<T>(T* spectrum, T* gain, T* work, T* samples)
        where T : unmanaged, ILanes<T>
    {
        T half = T.Broadcast(0.5f);
        float[] window = _scaledWindow, turn = _singleTurn;
        int[] rowOfBin = _rowOfBin;
        int top = _half;
        T first = spectrum[0] * gain[0], last = spectrum[2 * top] * gain[top];
        work[0] = (first + last) * half;
        work[1] = (first - last) * half;
        for (int k = 1; k <= top / 2; k++)
        {
            T lowGain = gain[k] * half, highGain = gain[top - k] * half;
            T lowRe = spectrum[2 * k] * lowGain, lowIm = spectrum[(2 * k) + 1] * lowGain;
            T highRe = spectrum[2 * (top - k)] * highGain, highIm = spectrum[(2 * (top - k)) + 1] * highGain;
            T evenRe = lowRe + highRe, evenIm = lowIm - highIm, turnedRe = lowRe - highRe, turnedIm = lowIm + highIm;
            T cos = T.Broadcast(turn[2 * k]), sin = T.Broadcast(turn[(2 * k) + 1]);
            T oddRe = T.MultiplyAdd(turnedIm, sin, turnedRe * cos), oddIm = T.NegatedMultiplyAdd(turnedRe, sin, turnedIm * cos);
            T* low = work + (2 * rowOfBin[k]), high = work + (2 * rowOfBin[top - k]);
            high[0] = evenRe + oddIm;
            high[1] = oddRe - evenIm;
            low[0] = evenRe - oddIm;
            low[1] = evenIm + oddRe;
        }

        Radix4.Inverse(work, top);
        for (int n = 0; n < window.Length; n++)
            samples[n] = T.MultiplyAdd(work[n], T.Broadcast(window[n]), samples[n]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<T, TWide>(T* row, TWide re, TWide im)
        where T : unmanaged, ILanes<T>
        where TWide : unmanaged, IWideLanes<TWide>
    {
        TWide.Narrow(re, (float*)row);
        TWide.Narrow(im, (float*)(row + 1));
    }
}
