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
    private static readonly float[] Turn =
        [.. Enumerable.Range(0, Half + 1).SelectMany(k => new[] { (float)Math.Cos(2 * Math.PI * k / Frames.Size), (float)-Math.Sin(2 * Math.PI * k / Frames.Size) })];

    /// <summary>The window over 1024, which undoes the inverse's scale; exact, as 1024 is a power of two.</summary>
    private static readonly float[] ScaledHann = [.. Frames.Hann.Select(w => w / Half)];

    /// <summary>Spectrum of 2048 rows of samples into 1025 complex rows; <paramref name="work"/> holds 1024 complex rows.</summary>
    public static void Forward<T>(T* samples, T* spectrum, T* work)
        where T : unmanaged, ILanes<T>
    {
        for (int n = 0; n < Frames.Size; n++)
            work[n] = samples[n] * T.Broadcast(Frames.Hann[n]);
        Radix4.Forward(work);

        spectrum[0] = work[0] + work[1];
        spectrum[2 * Half] = work[0] - work[1];
        spectrum[1] = spectrum[(2 * Half) + 1] = T.Broadcast(0);
        T half = T.Broadcast(0.5f);
        for (int k = 1; k <= Half / 2; k++)
        {
            T* low = work + (2 * Radix4.RowOfBin[k]), high = work + (2 * Radix4.RowOfBin[Half - k]);
            T evenRe = (low[0] + high[0]) * half, evenIm = (low[1] - high[1]) * half;
            T oddRe = (low[1] + high[1]) * half, oddIm = (high[0] - low[0]) * half;
            T cos = T.Broadcast(Turn[2 * k]), sin = T.Broadcast(Turn[(2 * k) + 1]);
            T re = T.NegatedMultiplyAdd(oddIm, sin, oddRe * cos), im = T.MultiplyAdd(oddIm, cos, oddRe * sin);
            spectrum[2 * (Half - k)] = evenRe - re;
            spectrum[(2 * (Half - k)) + 1] = im - evenIm;
            spectrum[2 * k] = evenRe + re;
            spectrum[(2 * k) + 1] = evenIm + im;
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
            T cos = T.Broadcast(Turn[2 * k]), sin = T.Broadcast(Turn[(2 * k) + 1]);
            T oddRe = T.MultiplyAdd(turnedIm, sin, turnedRe * cos), oddIm = T.NegatedMultiplyAdd(turnedRe, sin, turnedIm * cos);
            T* low = work + (2 * Radix4.RowOfBin[k]), high = work + (2 * Radix4.RowOfBin[Half - k]);
            high[0] = evenRe + oddIm;
            high[1] = oddRe - evenIm;
            low[0] = evenRe - oddIm;
            low[1] = evenIm + oddRe;
        }

        Radix4.Inverse(work);
        for (int n = 0; n < Frames.Size; n++)
            samples[n] = T.MultiplyAdd(work[n], T.Broadcast(ScaledHann[n]), samples[n]);
    }
}
