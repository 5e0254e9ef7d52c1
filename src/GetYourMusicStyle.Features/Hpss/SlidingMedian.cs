using System.Runtime.CompilerServices;
using GetYourMusicStyle.Features.Simd;

namespace GetYourMusicStyle.Features.Hpss;

/// <summary>
/// Running median of 31 rows, each lane on its own; what <c>scipy.ndimage.median_filter</c> gives inside a padded row.
/// Sixteen neighbouring medians share the sixteen rows that all of them see: those are sorted once, and each halving
/// (8, 4, 2, 1 neighbours) merges in the rows its half sees besides, keeping only the ranks that can still be the median.
/// The short sorted runs are shared between blocks too. That makes 28 minima and maxima a median instead of the 304 of a
/// median network of its own.
/// </summary>
/// <remarks>
/// Output o sees rows o to o+30. A run of 2, 4 or 8 rows starts at row 2m+1, 4m+3 or 8m+7; rows are kept in rings at
/// slot row+1, so that no run crosses the end of a ring.
/// </remarks>
internal sealed unsafe class SlidingMedian<T>
    where T : unmanaged, ILanes<T>
{
    public const int Width = 31;

    /// <summary>Rows before and after the first and last output's own row.</summary>
    public const int Reach = Width / 2;

    /// <summary>Readable rows needed past the last output's own reach.</summary>
    public const int Slack = 16;

    private const int Ring = 64;
    private readonly LaneBuffer _pairs = new(), _fours = new(), _eights = new(), _work = new();

    /// <summary>
    /// Medians of <paramref name="rows"/>[o .. o+31] for o in 0..<paramref name="count"/>, written to
    /// <c>result[o * stride]</c>. Reads up to <see cref="Slack"/> rows past what the last output needs.
    /// </summary>
    public void Run(T* rows, int count, T* result, int stride)
    {
        T* pairs = (T*)_pairs.Reserve(Ring * T.Count), fours = (T*)_fours.Reserve(Ring * T.Count);
        T* eights = (T*)_eights.Reserve(Ring * T.Count), work = (T*)_work.Reserve(24 * T.Count);
        int pair = 0, four = 0, eight = 0;
        for (int start = 0; start < count; start += 16)
        {
            for (int end = (start / 2) + 21; pair <= end; pair++)
                SortingNetworks.Sort2(rows + (2 * pair) + 1, pairs + Slot((2 * pair) + 1));
            for (int end = (start / 4) + 9; four <= end; four++)
                SortingNetworks.Merge4(pairs + Slot((4 * four) + 3), fours + Slot((4 * four) + 3));
            for (int end = (start / 8) + 3; eight <= end; eight++)
                SortingNetworks.Merge8(fours + Slot((8 * eight) + 7), eights + Slot((8 * eight) + 7));

            T* sixteen = work, middle = work + 16;
            SortingNetworks.Merge16(eights + Slot(start + 15), eights + Slot(start + 23), sixteen);
            for (int half = 0; half < 16 && start + half < count; half += 8)
            {
                int first = start + half;
                SortingNetworks.Middle8(sixteen, eights + Slot(half == 0 ? start + 7 : start + 31), middle);
                Four(rows, first, fours + Slot(first + 3), count, result, stride, middle, pairs);
                if (first + 4 < count)
                    Four(rows, first + 4, fours + Slot(first + 31), count, result, stride, middle, pairs);
            }
        }

        GC.KeepAlive(this); // pointers alone do not keep the buffers
    }

    private static int Slot(int row) => (row + 1) & (Ring - 1);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Four(T* rows, int first, T* own, int count, T* result, int stride, T* middle, T* pairs)
    {
        SortingNetworks.Middle4(middle, own, out T a, out T b, out T c, out T d);
        SortingNetworks.Middle2(a, b, c, d, pairs + Slot(first + 1), out T low, out T high);
        result += first * (long)stride;
        result[0] = T.Max(low, T.Min(high, rows[first]));
        if (first + 1 < count) result[stride] = T.Max(low, T.Min(high, rows[first + Width]));
        if (first + 2 >= count) return;
        SortingNetworks.Middle2(a, b, c, d, pairs + Slot(first + 31), out low, out high);
        result[2 * stride] = T.Max(low, T.Min(high, rows[first + 2]));
        if (first + 3 < count) result[3 * stride] = T.Max(low, T.Min(high, rows[first + 2 + Width]));
    }
}
