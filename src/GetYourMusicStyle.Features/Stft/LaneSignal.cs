using GetYourMusicStyle.Features.Simd;

namespace GetYourMusicStyle.Features.Stft;

/// <summary>
/// A signal with <paramref name="padding"/> samples before it, each lane holding its own stretch (see <see cref="FrameGrid"/>): row n of lane
/// l is padded sample <c>l * Steps * hop + n</c>. What the last frame of a stretch sees past it repeats the beginning of the next.
/// </summary>
/// <param name="size">Samples of a frame.</param>
/// <param name="hop">Samples from one frame to the next.</param>
/// <param name="padding">Where the first frame begins: so many samples before the signal; below zero, after its beginning.</param>
/// <param name="mirrored">Whether the signal is mirrored at its first and its last sample; otherwise there are zeros on both sides.</param>
internal sealed unsafe class LaneSignal<T>(int size, int hop, int padding, bool mirrored = false)
    where T : unmanaged, ILanes<T>
{
    private readonly LaneBuffer _rows = new();

    public T* Rows => (T*)_rows.Pointer;

    /// <summary>Rows of a grid.</summary>
    public int Length(FrameGrid grid) => ((grid.Steps - 1) * hop) + size;

    /// <summary>Lays the samples over the lanes.</summary>
    public void Spread(ReadOnlySpan<float> samples, FrameGrid grid)
    {
        const int block = 64;
        int length = Length(grid), stretch = grid.Steps * hop;
        float* rows = _rows.Reserve(length * T.Count);
        fixed (float* source = samples)
        {
            for (int start = 0; start < length; start += block)
            {
                int end = Math.Min(start + block, length);
                for (int lane = 0; lane < T.Count; lane++)
                {
                    int shift = (lane * stretch) - padding;
                    int from = Math.Clamp(-shift, start, end), to = Math.Clamp(samples.Length - shift, from, end);
                    for (int n = start; n < from; n++) rows[(n * T.Count) + lane] = Outside(samples, shift + n);
                    for (int n = from; n < to; n++) rows[(n * T.Count) + lane] = source[shift + n];
                    for (int n = to; n < end; n++) rows[(n * T.Count) + lane] = Outside(samples, shift + n);
                }
            }
        }
    }

    private float Outside(ReadOnlySpan<float> samples, int index)
    {
        int mirror = index < 0 ? -index : (2 * (samples.Length - 1)) - index;
        return mirrored && (uint)mirror < (uint)samples.Length ? samples[mirror] : 0;
    }

    /// <summary>Makes all rows zero.</summary>
    public void Clear(FrameGrid grid)
    {
        int length = Length(grid) * T.Count;
        new Span<float>(_rows.Reserve(length), length).Clear();
    }

    /// <summary>After overlap-add: adds what each stretch wrote past its end to the beginning of the next.</summary>
    public void JoinStretches(FrameGrid grid)
    {
        // From the far end, so that a tail longer than a stretch is handed on from lane to lane.
        int stretch = grid.Steps * hop;
        T* rows = Rows;
        for (int n = Length(grid) - 1; n >= stretch; n--)
            rows[n - stretch] += T.ShiftUp(rows[n], 0);
    }

    /// <summary>One padded sample.</summary>
    public float At(int position, FrameGrid grid)
    {
        int stretch = grid.Steps * hop, lane = Math.Min(position / stretch, T.Count - 1);
        return ((float*)Rows)[((position - (lane * stretch)) * T.Count) + lane];
    }
}
