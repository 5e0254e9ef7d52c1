using System.Runtime.Intrinsics;

namespace GetYourMusicStyle.Features.Simd;

/// <summary>One lane: the scalar path.</summary>
internal readonly struct Lanes1(float value) : ILanes<Lanes1>
{
    private readonly float _value = value;

    public static int Count => 1;

    public static Lanes1 Broadcast(float value) => new(value);

    public static Lanes1 operator +(Lanes1 left, Lanes1 right) => new(left._value + right._value);

    public static Lanes1 operator -(Lanes1 left, Lanes1 right) => new(left._value - right._value);

    public static Lanes1 operator *(Lanes1 left, Lanes1 right) => new(left._value * right._value);

    public static Lanes1 operator /(Lanes1 left, Lanes1 right) => new(left._value / right._value);

    public static Lanes1 MultiplyAdd(Lanes1 a, Lanes1 b, Lanes1 c) => new(MathF.FusedMultiplyAdd(a._value, b._value, c._value));

    public static Lanes1 NegatedMultiplyAdd(Lanes1 a, Lanes1 b, Lanes1 c) =>
        new(MathF.FusedMultiplyAdd(-a._value, b._value, c._value));

    public static Lanes1 Min(Lanes1 left, Lanes1 right) => left._value < right._value ? left : right;

    public static Lanes1 Max(Lanes1 left, Lanes1 right) => left._value > right._value ? left : right;

    public static Lanes1 SquareRoot(Lanes1 value) => new(MathF.Sqrt(value._value));

    public static Lanes1 Log(Lanes1 value) => new(Vector128.Log(Vector128.Create(value._value)).ToScalar());

    public static uint GreaterThan(Lanes1 left, Lanes1 right) => left._value > right._value ? 1u : 0u;

    public static Lanes1 SelectLess(Lanes1 left, Lanes1 right, Lanes1 a, Lanes1 b) => left._value < right._value ? a : b;

    public static Lanes1 ShiftUp(Lanes1 value, float first) => new(first);

    public static Lanes1 ShiftDown(Lanes1 value, float last) => new(last);
}
