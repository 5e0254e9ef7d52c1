using System.Runtime.Intrinsics;

namespace GetYourMusicStyle.Features.Simd;

/// <summary>Sixteen lanes: AVX-512.</summary>
internal readonly struct Lanes16(Vector512<float> value) : ILanes<Lanes16>
{
    private readonly Vector512<float> _value = value;

    public static int Count => 16;

    public static Lanes16 Broadcast(float value) => new(Vector512.Create(value));

    public static Lanes16 operator +(Lanes16 left, Lanes16 right) => new(left._value + right._value);

    public static Lanes16 operator -(Lanes16 left, Lanes16 right) => new(left._value - right._value);

    public static Lanes16 operator *(Lanes16 left, Lanes16 right) => new(left._value * right._value);

    public static Lanes16 operator /(Lanes16 left, Lanes16 right) => new(left._value / right._value);

    public static Lanes16 MultiplyAdd(Lanes16 a, Lanes16 b, Lanes16 c) =>
        new(Vector512.FusedMultiplyAdd(a._value, b._value, c._value));

    public static Lanes16 NegatedMultiplyAdd(Lanes16 a, Lanes16 b, Lanes16 c) =>
        new(Vector512.FusedMultiplyAdd(-a._value, b._value, c._value));

    public static Lanes16 Min(Lanes16 left, Lanes16 right) => new(Vector512.MinNative(left._value, right._value));

    public static Lanes16 Max(Lanes16 left, Lanes16 right) => new(Vector512.MaxNative(left._value, right._value));

    public static Lanes16 SquareRoot(Lanes16 value) => new(Vector512.Sqrt(value._value));

    public static Lanes16 Log(Lanes16 value) => new(Vector512.Log(value._value));

    public static uint GreaterThan(Lanes16 left, Lanes16 right) =>
        (uint)Vector512.GreaterThan(left._value, right._value).ExtractMostSignificantBits();

    public static Lanes16 SelectLess(Lanes16 left, Lanes16 right, Lanes16 a, Lanes16 b) =>
        new(Vector512.ConditionalSelect(Vector512.LessThan(left._value, right._value), a._value, b._value));

    public static Lanes16 ShiftUp(Lanes16 value, float first) =>
        new(Vector512.Shuffle(value._value, Vector512.Create(0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14)).WithElement(0, first));

    public static Lanes16 ShiftDown(Lanes16 value, float last) =>
        new(Vector512.Shuffle(value._value, Vector512.Create(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 15)).WithElement(15, last));
}
