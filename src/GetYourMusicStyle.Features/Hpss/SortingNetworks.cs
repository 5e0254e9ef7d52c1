using System.Runtime.CompilerServices;
using GetYourMusicStyle.Features.Simd;

namespace GetYourMusicStyle.Features.Hpss;

/// <summary>
/// Sorting networks on runs of 2 to 16 rows, each lane on its own: odd-even merges (Batcher 1968) and the trimmed
/// merges of <see cref="SlidingMedian{T}"/>, which keep only the middle of two sorted runs. They have no loops that would
/// tell the JIT early that they are hot, so they ask for full optimisation at once.
/// </summary>
internal static unsafe class SortingNetworks
{
    /// <summary>Two rows in ascending order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Sort2<T>(T* source, T* result)
        where T : unmanaged, ILanes<T>
    {
        T a = source[0], b = source[1];
        result[0] = T.Min(a, b);
        result[1] = T.Max(a, b);
    }

    /// <summary>Merges <c>x[0..2]</c> and <c>x[2..4]</c>, both sorted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Merge4<T>(T* x, T* result)
        where T : unmanaged, ILanes<T>
    {
        T a = x[0], b = x[1], c = x[2], d = x[3];
        Order(ref a, ref c);
        Order(ref b, ref d);
        Order(ref b, ref c);
        result[0] = a;
        result[1] = b;
        result[2] = c;
        result[3] = d;
    }

    /// <summary>Merges <c>x[0..4]</c> and <c>x[4..8]</c>, both sorted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Merge8<T>(T* x, T* result)
        where T : unmanaged, ILanes<T>
    {
        T a = x[0], b = x[1], c = x[2], d = x[3], e = x[4], f = x[5], g = x[6], h = x[7];
        Order(ref a, ref e);
        Order(ref b, ref f);
        Order(ref c, ref g);
        Order(ref d, ref h);
        Order(ref c, ref e);
        Order(ref d, ref f);
        Order(ref b, ref c);
        Order(ref d, ref e);
        Order(ref f, ref g);
        result[0] = a;
        result[1] = b;
        result[2] = c;
        result[3] = d;
        result[4] = e;
        result[5] = f;
        result[6] = g;
        result[7] = h;
    }

    /// <summary>Merges the sorted runs <paramref name="x"/> and <paramref name="y"/> of 8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Merge16<T>(T* x, T* y, T* result)
        where T : unmanaged, ILanes<T>
    {
        T a = x[0], b = x[1], c = x[2], d = x[3], e = x[4], f = x[5], g = x[6], h = x[7];
        T i = y[0], j = y[1], k = y[2], l = y[3], m = y[4], n = y[5], o = y[6], p = y[7];
        Order(ref a, ref i);
        Order(ref b, ref j);
        Order(ref c, ref k);
        Order(ref d, ref l);
        Order(ref e, ref m);
        Order(ref f, ref n);
        Order(ref g, ref o);
        Order(ref h, ref p);
        Order(ref e, ref i);
        Order(ref f, ref j);
        Order(ref g, ref k);
        Order(ref h, ref l);
        Order(ref c, ref e);
        Order(ref d, ref f);
        Order(ref g, ref i);
        Order(ref h, ref j);
        Order(ref k, ref m);
        Order(ref l, ref n);
        Order(ref b, ref c);
        Order(ref d, ref e);
        Order(ref f, ref g);
        Order(ref h, ref i);
        Order(ref j, ref k);
        Order(ref l, ref m);
        Order(ref n, ref o);
        result[0] = a;
        result[1] = b;
        result[2] = c;
        result[3] = d;
        result[4] = e;
        result[5] = f;
        result[6] = g;
        result[7] = h;
        result[8] = i;
        result[9] = j;
        result[10] = k;
        result[11] = l;
        result[12] = m;
        result[13] = n;
        result[14] = o;
        result[15] = p;
    }

    /// <summary>Ranks 8 to 15 of the 24 rows of <paramref name="x"/> (16 sorted) and <paramref name="y"/> (8 sorted), sorted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Middle8<T>(T* x, T* y, T* result)
        where T : unmanaged, ILanes<T>
    {
        // The larger half of x[0..8] and y is bitonic and leaves out ranks 0 to 7; the smaller half of it and x[8..16] leaves out 16 to 23.
        T a = T.Max(x[0], y[7]), b = T.Max(x[1], y[6]), c = T.Max(x[2], y[5]), d = T.Max(x[3], y[4]);
        T e = T.Max(x[4], y[3]), f = T.Max(x[5], y[2]), g = T.Max(x[6], y[1]), h = T.Max(x[7], y[0]);
        SortBitonic8(ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h);
        a = T.Min(a, x[15]);
        b = T.Min(b, x[14]);
        c = T.Min(c, x[13]);
        d = T.Min(d, x[12]);
        e = T.Min(e, x[11]);
        f = T.Min(f, x[10]);
        g = T.Min(g, x[9]);
        h = T.Min(h, x[8]);
        SortBitonic8(ref a, ref b, ref c, ref d, ref e, ref f, ref g, ref h);
        result[0] = a;
        result[1] = b;
        result[2] = c;
        result[3] = d;
        result[4] = e;
        result[5] = f;
        result[6] = g;
        result[7] = h;
    }

    /// <summary>Ranks 4 to 7 of the 12 rows of <paramref name="x"/> (8 sorted) and <paramref name="y"/> (4 sorted), sorted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Middle4<T>(T* x, T* y, out T a, out T b, out T c, out T d)
        where T : unmanaged, ILanes<T>
    {
        a = T.Max(x[0], y[3]);
        b = T.Max(x[1], y[2]);
        c = T.Max(x[2], y[1]);
        d = T.Max(x[3], y[0]);
        SortBitonic4(ref a, ref b, ref c, ref d);
        a = T.Min(a, x[7]);
        b = T.Min(b, x[6]);
        c = T.Min(c, x[5]);
        d = T.Min(d, x[4]);
        SortBitonic4(ref a, ref b, ref c, ref d);
    }

    /// <summary>Ranks 2 and 3 of the 6 rows a &lt;= b &lt;= c &lt;= d and <paramref name="y"/> (2 sorted), sorted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Middle2<T>(T a, T b, T c, T d, T* y, out T low, out T high)
        where T : unmanaged, ILanes<T>
    {
        low = T.Max(a, y[1]);
        high = T.Max(b, y[0]);
        Order(ref low, ref high);
        low = T.Min(low, d);
        high = T.Min(high, c);
        Order(ref low, ref high);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SortBitonic8<T>(ref T a, ref T b, ref T c, ref T d, ref T e, ref T f, ref T g, ref T h)
        where T : unmanaged, ILanes<T>
    {
        Order(ref a, ref e);
        Order(ref b, ref f);
        Order(ref c, ref g);
        Order(ref d, ref h);
        SortBitonic4(ref a, ref b, ref c, ref d);
        SortBitonic4(ref e, ref f, ref g, ref h);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SortBitonic4<T>(ref T a, ref T b, ref T c, ref T d)
        where T : unmanaged, ILanes<T>
    {
        Order(ref a, ref c);
        Order(ref b, ref d);
        Order(ref a, ref b);
        Order(ref c, ref d);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Order<T>(ref T low, ref T high)
        where T : unmanaged, ILanes<T>
    {
        T smaller = T.Min(low, high);
        high = T.Max(low, high);
        low = smaller;
    }
}
