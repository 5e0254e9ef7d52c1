namespace GetYourMusicStyle.Features.Simd;

/// <summary>One lane in double precision.</summary>
internal readonly unsafe struct Wide1(double value) : IWideLanes<Wide1>
{
    private readonly double _value = value;

    public static Wide1 Broadcast(double value) => new(value);

    public static Wide1 Widen(float* source) => new(*source);

    public static void Narrow(Wide1 value, float* destination) => *destination = (float)value._value;

    public static Wide1 operator +(Wide1 left, Wide1 right) => new(left._value + right._value);

    public static Wide1 operator -(Wide1 left, Wide1 right) => new(left._value - right._value);

    public static Wide1 operator *(Wide1 left, Wide1 right) => new(left._value * right._value);

    public static Wide1 MultiplyAdd(Wide1 a, Wide1 b, Wide1 c) => new(Math.FusedMultiplyAdd(a._value, b._value, c._value));

    public static Wide1 NegatedMultiplyAdd(Wide1 a, Wide1 b, Wide1 c) => new(Math.FusedMultiplyAdd(-a._value, b._value, c._value));
}
