using System.Runtime.CompilerServices;
using GetYourMusicStyle.Features.Simd;

namespace GetYourMusicStyle.Features.Spectral;

/// <summary>
/// Sums of the q smallest and q largest of a run of rows, each lane on its own, by insertion into short sorted lists held
/// in registers (q up to 9: 2 % of the widest band).
/// </summary>
internal static unsafe class QuantileMeans
{
    public static void Sum<T>(T* rows, int count, int quantile, out T smallest, out T largest)
        where T : unmanaged, ILanes<T>
    {
        T none = T.Broadcast(float.PositiveInfinity), all = T.Broadcast(float.NegativeInfinity);
        T a = none, b = none, c = none, d = none, e = none, f = none, g = none, h = none, i = none;
        T r = all, s = all, t = all, u = all, v = all, w = all, x = all, y = all, z = all;
        for (int n = 0; n < count; n++)
        {
            T low = rows[n], high = low;
            Keep(ref a, ref low);
            Raise(ref r, ref high);
            Keep(ref b, ref low);
            Raise(ref s, ref high);
            if (quantile <= 2) continue;
            Keep(ref c, ref low);
            Raise(ref t, ref high);
            if (quantile <= 3) continue;
            Keep(ref d, ref low);
            Raise(ref u, ref high);
            Keep(ref e, ref low);
            Raise(ref v, ref high);
            Keep(ref f, ref low);
            Raise(ref w, ref high);
            if (quantile <= 6) continue;
            Keep(ref g, ref low);
            Raise(ref x, ref high);
            Keep(ref h, ref low);
            Raise(ref y, ref high);
            Keep(ref i, ref low);
            Raise(ref z, ref high);
        }

        (smallest, largest) = (a, r);
        if (quantile >= 2) (smallest, largest) = (smallest + b, largest + s);
        if (quantile >= 3) (smallest, largest) = (smallest + c, largest + t);
        if (quantile >= 6) (smallest, largest) = (smallest + d + e + f, largest + u + v + w);
        if (quantile >= 9) (smallest, largest) = (smallest + g + h + i, largest + x + y + z);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Keep<T>(ref T kept, ref T candidate)
        where T : unmanaged, ILanes<T>
    {
        T larger = T.Max(kept, candidate);
        kept = T.Min(kept, candidate);
        candidate = larger;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Raise<T>(ref T kept, ref T candidate)
        where T : unmanaged, ILanes<T>
    {
        T smaller = T.Min(kept, candidate);
        kept = T.Max(kept, candidate);
        candidate = smaller;
    }
}
