namespace GetYourMusicStyle.Features.Simd;

/// <summary>
/// The double-precision twin of an <see cref="ILanes{T}"/>, with as many lanes. The forward FFT runs in it, as librosa's does: quiet bins
/// beside loud ones decide the separation masks, and single precision drowns them.
/// </summary>
/// <typeparam name="T">The implementing type.</typeparam>
internal unsafe interface IWideLanes<T>
    where T : unmanaged, IWideLanes<T>
{
    static abstract T Broadcast(double value);

    /// <summary>Reads float32 lanes.</summary>
    static abstract T Widen(float* source);

    /// <summary>Writes float32 lanes, rounded.</summary>
    static abstract void Narrow(T value, float* destination);

    static abstract T operator +(T left, T right);

    static abstract T operator -(T left, T right);

    static abstract T operator *(T left, T right);

    /// <summary>a * b + c, rounded once.</summary>
    static abstract T MultiplyAdd(T a, T b, T c);

    /// <summary>c - a * b, rounded once.</summary>
    static abstract T NegatedMultiplyAdd(T a, T b, T c);
}
