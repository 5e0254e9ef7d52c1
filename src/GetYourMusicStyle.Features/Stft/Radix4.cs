using System.Numerics;
using System.Runtime.CompilerServices;
using GetYourMusicStyle.Features.Simd;

namespace GetYourMusicStyle.Features.Stft;

/// <summary>
/// In-place complex FFT of a power of two of points, one transform a lane: radix-4 decimation in frequency forwards (digit-reversed
/// output; the last stage is of radix 2 where the power is odd) and, for powers of four, decimation in time backwards (digit-reversed input), as in
/// Van Loan, Computational Frameworks for the FFT, chapters 1 and 2. A complex row is a vector of real parts followed by a vector of imaginary parts.
/// </summary>
internal static unsafe class Radix4
{
    /// <summary>The longest transform.</summary>
    public const int MostPoints = 4096;

    /// <summary>Twiddles of a stage of 2^i points, six numbers a butterfly: cos and sin of -2 pi m/n, twice and three times that.</summary>
    private static readonly double[][] Twiddles = [.. Enumerable.Range(0, BitOperations.Log2(MostPoints) + 1).Select(i => MakeTwiddles(1 << i))];

    private static readonly float[][] SingleTwiddles = [.. Twiddles.Select(stage => stage.Select(t => (float)t).ToArray())];

    /// <summary>Row at which each bin lies after <see cref="Forward"/>: its base-4 digits reversed.</summary>
    public static int[] RowsOfBins(int points) => [.. Enumerable.Range(0, points).Select(bin => Row(bin, points))];

    /// <summary>In place; output rows by <see cref="RowsOfBins"/>.</summary>
    public static void Forward<T>(T* rows, int points)
        where T : unmanaged, IWideLanes<T>
    {
        if (points == 2)
        {
            Halves(rows);
            return;
        }

        fixed (double* twiddle = Twiddles[BitOperations.Log2((uint)points)])
            ForwardStage(rows, points / 4, twiddle);
        if (points == 4) return;
        // Depth first: a quarter stays in the first-level cache until it is done.
        for (int quarter = 0; quarter < 4; quarter++)
            Forward(rows + (quarter * points / 2), points / 4);
    }

    /// <summary>Unscaled inverse (so many times the signal as there are points, a power of four); input rows as <see cref="Forward"/> leaves them.</summary>
    public static void Inverse<T>(T* rows, int points)
        where T : unmanaged, ILanes<T>
    {
        if (points > 4)
        {
            for (int quarter = 0; quarter < 4; quarter++)
                Inverse(rows + (quarter * points / 2), points / 4);
        }

        fixed (float* twiddle = SingleTwiddles[BitOperations.Log2((uint)points)])
            InverseStage(rows, points / 4, twiddle);
    }

    private static void Halves<T>(T* z)
        where T : unmanaged, IWideLanes<T>
    {
        T re = z[0], im = z[1];
        z[0] = re + z[2];
        z[1] = im + z[3];
        z[2] = re - z[2];
        z[3] = im - z[3];
    }

    private static void ForwardStage<T>(T* rows, int quarter, double* twiddle)
        where T : unmanaged, IWideLanes<T>
    {
        T* z0 = rows, z1 = rows + (2 * quarter), z2 = rows + (4 * quarter), z3 = rows + (6 * quarter);
        for (int m = 0; m < quarter; m++, twiddle += 6, z0 += 2, z1 += 2, z2 += 2, z3 += 2)
        {
            T aRe = z0[0] + z2[0], aIm = z0[1] + z2[1], bRe = z0[0] - z2[0], bIm = z0[1] - z2[1];
            T cRe = z1[0] + z3[0], cIm = z1[1] + z3[1], dRe = z1[0] - z3[0], dIm = z1[1] - z3[1];
            z0[0] = aRe + cRe;
            z0[1] = aIm + cIm;
            Rotate(bRe + dIm, bIm - dRe, twiddle, z1);
            Rotate(aRe - cRe, aIm - cIm, twiddle + 2, z2);
            Rotate(bRe - dIm, bIm + dRe, twiddle + 4, z3);
        }
    }

    private static void InverseStage<T>(T* rows, int quarter, float* twiddle)
        where T : unmanaged, ILanes<T>
    {
        T* z0 = rows, z1 = rows + (2 * quarter), z2 = rows + (4 * quarter), z3 = rows + (6 * quarter);
        for (int m = 0; m < quarter; m++, twiddle += 6, z0 += 2, z1 += 2, z2 += 2, z3 += 2)
        {
            RotateBack(z1, twiddle, out T t1Re, out T t1Im);
            RotateBack(z2, twiddle + 2, out T t2Re, out T t2Im);
            RotateBack(z3, twiddle + 4, out T t3Re, out T t3Im);
            T aRe = z0[0] + t2Re, aIm = z0[1] + t2Im, cRe = z0[0] - t2Re, cIm = z0[1] - t2Im;
            T bRe = t1Re + t3Re, bIm = t1Im + t3Im, dRe = t3Im - t1Im, dIm = t1Re - t3Re;
            z0[0] = aRe + bRe;
            z0[1] = aIm + bIm;
            z1[0] = cRe + dRe;
            z1[1] = cIm + dIm;
            z2[0] = aRe - bRe;
            z2[1] = aIm - bIm;
            z3[0] = cRe - dRe;
            z3[1] = cIm - dIm;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Rotate<T>(T re, T im, double* twiddle, T* destination)
        where T : unmanaged, IWideLanes<T>
    {
        T cos = T.Broadcast(twiddle[0]), sin = T.Broadcast(twiddle[1]);
        destination[0] = T.NegatedMultiplyAdd(im, sin, re * cos);
        destination[1] = T.MultiplyAdd(im, cos, re * sin);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void RotateBack<T>(T* source, float* twiddle, out T re, out T im)
        where T : unmanaged, ILanes<T>
    {
        T cos = T.Broadcast(twiddle[0]), sin = T.Broadcast(twiddle[1]);
        re = T.MultiplyAdd(source[1], sin, source[0] * cos);
        im = T.NegatedMultiplyAdd(source[0], sin, source[1] * cos);
    }

    private static double[] MakeTwiddles(int points) =>
        [.. from m in Enumerable.Range(0, points / 4)
            from power in Enumerable.Range(1, 3)
            let angle = -2 * Math.PI * m * power / points
            from part in new[] { Math.Cos(angle), Math.Sin(angle) }
            select part];

    private static int Row(int bin, int points) => points <= 2 ? bin : (bin % 4 * (points / 4)) + Row(bin / 4, points / 4);
}
