namespace GetYourMusicStyle.Features.Simd;

/// <summary>
/// A bundle of float32 lanes. The signal processing is written once against this interface and compiled for sixteen
/// (AVX-512), eight (AVX2) and one (scalar) lanes; every lane does the same operations in the same order, so all
/// widths give the same answers. Read and write through a pointer to it.
/// </summary>
/// <typeparam name="T">The implementing type.</typeparam>
internal interface ILanes<T>
    where T : unmanaged, ILanes<T>
{
    /// <summary>Number of lanes.</summary>
    static abstract int Count { get; }

    static abstract T Broadcast(float value);

    static abstract T operator +(T left, T right);

    static abstract T operator -(T left, T right);

    static abstract T operator *(T left, T right);

    static abstract T operator /(T left, T right);

    /// <summary>a * b + c, rounded once.</summary>
    static abstract T MultiplyAdd(T a, T b, T c);

    /// <summary>c - a * b, rounded once.</summary>
    static abstract T NegatedMultiplyAdd(T a, T b, T c);

    static abstract T Min(T left, T right);

    static abstract T Max(T left, T right);

    static abstract T SquareRoot(T value);

    /// <summary>Natural logarithm.</summary>
    static abstract T Log(T value);

    /// <summary>One bit a lane, lane 0 lowest: left &gt; right.</summary>
    static abstract uint GreaterThan(T left, T right);

    /// <summary>Lane by lane: <paramref name="left"/> &lt; <paramref name="right"/> ? a : b.</summary>
    static abstract T SelectLess(T left, T right, T a, T b);

    /// <summary>Lane l becomes lane l-1; lane 0 becomes <paramref name="first"/>.</summary>
    static abstract T ShiftUp(T value, float first);

    /// <summary>Lane l becomes lane l+1; the last lane becomes <paramref name="last"/>.</summary>
    static abstract T ShiftDown(T value, float last);
}
