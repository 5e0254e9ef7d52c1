namespace GetYourMusicStyle.Features.Simd;

/// <summary>A reusable float32 buffer that never moves and starts on a 64-byte boundary (a cache line, a 512-bit vector).</summary>
internal sealed unsafe class LaneBuffer
{
    private const int Alignment = 64;
    private float[] _pinned = [];

    /// <summary>First element; valid until the next <see cref="Reserve"/>.</summary>
    public float* Pointer { get; private set; }

    /// <summary>Usable length in floats.</summary>
    public int Length { get; private set; }

    /// <summary>Makes room for <paramref name="length"/> floats; grows only, and a grown buffer starts as zeros.</summary>
    public float* Reserve(int length)
    {
        if (length > Length)
        {
            _pinned = GC.AllocateArray<float>(length + (Alignment / sizeof(float)), pinned: true);
            fixed (float* start = _pinned)
                Pointer = (float*)(((nint)start + Alignment - 1) & -Alignment);
            Length = length;
        }

        return Pointer;
    }
}
