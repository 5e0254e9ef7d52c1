using System.Runtime.CompilerServices;
using GetYourMusicStyle.Features.Simd;

namespace GetYourMusicStyle.Features.Stft;

/// <summary>
/// Real FFT of 2048 points, one frame a lane, through a complex FFT of half the length (even samples as real parts, odd
/// ones as imaginary parts): Press et al., Numerical Recipes, section 12.3. Windowing is part of both directions.
/// </summary>
internal static unsafe class RealFft
{
    private const int Half = Radix4.Points;

    /// <summary>cos and sin of -2 pi k / 2048.</summary>
    private static readonly double[] Turn = [.. Enumerable.Range(0, Half + 1)
        .SelectMany(k => new[] { Math.Cos(2 * Math.PI * k / StftParameters.Size), -Math.Sin(2 * Math.PI * k / StftParameters.Size) })];

    private static readonly float[] SingleTurn = [.. Turn.Select(t => (float)t)];

    /// <summary>The window over 1024, which undoes the inverse's scale; exact, as 1024 is a power of two.</summary>
    private static readonly float[] ScaledHann = [.. StftParameters.Hann.Select(w => (float)(w / Half))];

    /// <summary>Spectrum of 2048 rows of samples into 1025 complex rows; <paramref name="work"/> holds 1024 complex rows.</summary>
    public static void Forward<T, TWide>(T* samples, T* spectrum, TWide* work)
        where T : unmanaged, ILanes<T>
        where TWide : unmanaged, IWideLanes<TWide>
    {
        for (int n = 0; n < StftParameters.Size; n++)
            work[n] = TWide.Widen((float*)(samples + n)) * TWide.Broadcast(StftParameters.Hann[n]);
        Radix4.Forward(work);

        TWide zero = TWide.Broadcast(0), half = TWide.Broadcast(0.5);
        Store(spectrum, work[0] + work[1], zero);
        Store(spectrum + (2 * Half), work[0] - work[1], zero);
        for (int k = 1; k <= Half / 2; k++)
        {
            TWide* low = work + (2 * Radix4.RowOfBin[k]), high = work + (2 * Radix4.RowOfBin[Half - k]);
            TWide evenRe = (low[0] + high[0]) * half, evenIm = (low[1] - high[1]) * half;
            TWide oddRe = (low[1] + high[1]) * half, oddIm = (high[0] - low[0]) * half;
            TWide cos = TWide.Broadcast(Turn[2 * k]), sin = TWide.Broadcast(Turn[(2 * k) + 1]);
            TWide re = TWide.NegatedMultiplyAdd(oddIm, sin, oddRe * cos), im = TWide.MultiplyAdd(oddIm, cos, oddRe * sin);
            Store(spectrum + (2 * (Half - k)), evenRe - re, im - evenIm);
            Store(spectrum + (2 * k), evenRe + re, evenIm + im);
        }
    }

    /// <summary>Adds the windowed inverse of 1025 complex rows times 1025 real gains to 2048 rows of samples.</summary>
    public static void AddInverse<T>(T* spectrum, T* gain, T* work, T* samples)
        where T : unmanaged, ILanes<T>
    {
        T half = T.Broadcast(0.5f);
        T first = spectrum[0] * gain[0], last = spectrum[2 * Half] * gain[Half];
        work[0] = (first + last) * half;
        work[1] = (first - last) * half;
        for (int k = 1; k <= Half / 2; k++)
        {
            T lowGain = gain[k] * half, highGain = gain[Half - k] * half;
            T lowRe = spectrum[2 * k] * lowGain, lowIm = spectrum[(2 * k) + 1] * lowGain;
            T highRe = spectrum[2 * (Half - k)] * highGain, highIm = spectrum[(2 * (Half - k)) + 1] * highGain;
            T evenRe = lowRe + highRe, evenIm = lowIm - highIm, turnedRe = lowRe - highRe, turnedIm = lowIm + highIm;
            T cos = T.Broadcast(SingleTurn[2 * k]), sin = T.Broadcast(SingleTurn[(2 * k) + 1]);
            T oddRe = T.MultiplyAdd(turnedIm, sin, turnedRe * cos), oddIm = T.NegatedMultiplyAdd(turnedRe, sin, turnedIm * cos);
            T* low = work + (2 * Radix4.RowOfBin[k]), high = work + (2 * Radix4.RowOfBin[Half - k]);
            high[0] = evenRe + oddIm;
            high[1] = oddRe - evenIm;
            low[0] = evenRe - oddIm;
            low[1] = evenIm + oddRe;
        }

        Radix4.Inverse(work);
        for (int n = 0; n < StftParameters.Size; n++)
            samples[n] = T.MultiplyAdd(work[n], T.Broadcast(ScaledHann[n]), samples[n]);
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
