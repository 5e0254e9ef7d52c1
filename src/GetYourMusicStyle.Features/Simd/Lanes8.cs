using System.Runtime.Intrinsics;

namespace GetYourMusicStyle.Features.Simd;

/// <summary>Eight lanes: AVX2.</summary>
internal readonly struct Lanes8(Vector256<float> value) : ILanes<Lanes8>
{
    private readonly Vector256<float> _value = value;

    public static int Count => 8;

    public static Lanes8 Broadcast(float value) => new(Vector256.Create(value));

    public static Lanes8 operator +(Lanes8 left, Lanes8 right) => new(left._value + right._value);

    public static Lanes8 operator -(Lanes8 left, Lanes8 right) => new(left._value - right._value);

    public static Lanes8 operator *(Lanes8 left, Lanes8 right) => new(left._value * right._value);

    public static Lanes8 operator /(Lanes8 left, Lanes8 right) => new(left._value / right._value);

    public static Lanes8 MultiplyAdd(Lanes8 a, Lanes8 b, Lanes8 c) =>
        new(Vector256.FusedMultiplyAdd(a._value, b._value, c._value));

    public static Lanes8 NegatedMultiplyAdd(Lanes8 a, Lanes8 b, Lanes8 c) =>
        new(Vector256.FusedMultiplyAdd(-a._value, b._value, c._value));

    public static Lanes8 Min(Lanes8 left, Lanes8 right) => new(Vector256.MinNative(left._value, right._value));

    public static Lanes8 Max(Lanes8 left, Lanes8 right) => new(Vector256.MaxNative(left._value, right._value));

    public static Lanes8 SquareRoot(Lanes8 value) => new(Vector256.Sqrt(value._value));

    public static Lanes8 Log(Lanes8 value) => new(Vector256.Log(value._value));

    public static uint GreaterThan(Lanes8 left, Lanes8 right) =>
        (uint)Vector256.GreaterThan(left._value, right._value).ExtractMostSignificantBits();

    public static Lanes8 SelectLess(Lanes8 left, Lanes8 right, Lanes8 a, Lanes8 b) =>
        new(Vector256.ConditionalSelect(Vector256.LessThan(left._value, right._value), a._value, b._value));

    public static Lanes8 ShiftUp(Lanes8 value, float first) =>
        new(Vector256.Shuffle(value._value, Vector256.Create(0, 0, 1, 2, 3, 4, 5, 6)).WithElement(0, first));

    public static Lanes8 ShiftDown(Lanes8 value, float last) =>
        new(Vector256.Shuffle(value._value, Vector256.Create(1, 2, 3, 4, 5, 6, 7, 7)).WithElement(7, last));
}
