using System.Runtime.Intrinsics;

namespace GetYourMusicStyle.Features.Simd;

/// <summary>Eight lanes in double precision: two vectors.</summary>
internal readonly unsafe struct Wide8(Vector256<double> low, Vector256<double> high) : IWideLanes<Wide8>
{
    private readonly Vector256<double> _low = low, _high = high;

    public static Wide8 Broadcast(double value) => new(Vector256.Create(value), Vector256.Create(value));

    public static Wide8 Widen(float* source)
    {
        (Vector256<double> low, Vector256<double> high) = Vector256.Widen(Vector256.Load(source));
        return new(low, high);
    }

    public static void Narrow(Wide8 value, float* destination) => Vector256.Narrow(value._low, value._high).Store(destination);

    public static Wide8 operator +(Wide8 left, Wide8 right) => new(left._low + right._low, left._high + right._high);

    public static Wide8 operator -(Wide8 left, Wide8 right) => new(left._low - right._low, left._high - right._high);

    public static Wide8 operator *(Wide8 left, Wide8 right) => new(left._low * right._low, left._high * right._high);

    public static Wide8 MultiplyAdd(Wide8 a, Wide8 b, Wide8 c) =>
        new(Vector256.FusedMultiplyAdd(a._low, b._low, c._low), Vector256.FusedMultiplyAdd(a._high, b._high, c._high));

    public static Wide8 NegatedMultiplyAdd(Wide8 a, Wide8 b, Wide8 c) =>
        new(Vector256.FusedMultiplyAdd(-a._low, b._low, c._low), Vector256.FusedMultiplyAdd(-a._high, b._high, c._high));
}
