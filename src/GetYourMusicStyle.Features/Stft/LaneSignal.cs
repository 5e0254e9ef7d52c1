using GetYourMusicStyle.Features.Simd;

namespace GetYourMusicStyle.Features.Stft;

/// <summary>
/// A signal with 1024 zeros on both sides, each lane holding its own stretch (see <see cref="FrameGrid"/>): row n of lane
/// l is padded sample <c>l * Steps * 512 + n</c>. The last three hops of a stretch repeat the first three of the next.
/// </summary>
internal sealed unsafe class LaneSignal<T>
    where T : unmanaged, ILanes<T>
{
    private const int Overlap = StftParameters.Size - StftParameters.Hop;
    private readonly LaneBuffer _rows = new();

    public T* Rows => (T*)_rows.Pointer;

    /// <summary>Rows of a grid.</summary>
    public static int Length(FrameGrid grid) => (grid.Steps * StftParameters.Hop) + Overlap;

    /// <summary>Lays the samples over the lanes.</summary>
    public void Spread(ReadOnlySpan<float> samples, FrameGrid grid)
    {
        const int block = 64;
        int length = Length(grid), stretch = grid.Steps * StftParameters.Hop;
        float* rows = _rows.Reserve(length * T.Count);
        fixed (float* source = samples)
        {
            for (int start = 0; start < length; start += block)
            {
                int end = Math.Min(start + block, length);
                for (int lane = 0; lane < T.Count; lane++)
                {
                    int shift = (lane * stretch) - StftParameters.Padding;
                    int from = Math.Clamp(-shift, start, end), to = Math.Clamp(samples.Length - shift, from, end);
                    for (int n = start; n < from; n++) rows[(n * T.Count) + lane] = 0;
                    for (int n = from; n < to; n++) rows[(n * T.Count) + lane] = source[shift + n];
                    for (int n = to; n < end; n++) rows[(n * T.Count) + lane] = 0;
                }
            }
        }
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
        int stretch = grid.Steps * StftParameters.Hop;
        T* rows = Rows;
        for (int n = Length(grid) - 1; n >= stretch; n--)
            rows[n - stretch] += T.ShiftUp(rows[n], 0);
    }

    /// <summary>One padded sample.</summary>
    public float At(int position, FrameGrid grid)
    {
        int stretch = grid.Steps * StftParameters.Hop, lane = Math.Min(position / stretch, T.Count - 1);
        return ((float*)Rows)[((position - (lane * stretch)) * T.Count) + lane];
    }
}
