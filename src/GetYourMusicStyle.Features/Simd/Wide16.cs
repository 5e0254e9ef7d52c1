using System.Runtime.Intrinsics;

namespace GetYourMusicStyle.Features.Simd;

/// <summary>Sixteen lanes in double precision: two vectors.</summary>
internal readonly unsafe struct Wide16(Vector512<double> low, Vector512<double> high) : IWideLanes<Wide16>
{
    private readonly Vector512<double> _low = low, _high = high;

    public static Wide16 Broadcast(double value) => new(Vector512.Create(value), Vector512.Create(value));

    public static Wide16 Widen(float* source)
    {
        (Vector512<double> low, Vector512<double> high) = Vector512.Widen(Vector512.Load(source));
        return new(low, high);
    }

    public static void Narrow(Wide16 value, float* destination) => Vector512.Narrow(value._low, value._high).Store(destination);

    public static Wide16 operator +(Wide16 left, Wide16 right) => new(left._low + right._low, left._high + right._high);

    public static Wide16 operator -(Wide16 left, Wide16 right) => new(left._low - right._low, left._high - right._high);

    public static Wide16 operator *(Wide16 left, Wide16 right) => new(left._low * right._low, left._high * right._high);

    public static Wide16 MultiplyAdd(Wide16 a, Wide16 b, Wide16 c) =>
        new(Vector512.FusedMultiplyAdd(a._low, b._low, c._low), Vector512.FusedMultiplyAdd(a._high, b._high, c._high));

    public static Wide16 NegatedMultiplyAdd(Wide16 a, Wide16 b, Wide16 c) =>
        new(Vector512.FusedMultiplyAdd(-a._low, b._low, c._low), Vector512.FusedMultiplyAdd(-a._high, b._high, c._high));
}
