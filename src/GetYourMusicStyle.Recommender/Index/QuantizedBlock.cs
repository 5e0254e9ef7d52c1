using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GetYourMusicStyle.Recommender.Index;

/// <summary>
/// Squared distances of codes (0 to 127) for 32 tracks at once. A block has, a pair of dimensions at a time, both codes of its 32 tracks. Sums
/// stop at 65535, so they are never too large. All forms give the same.
/// </summary>
internal static class QuantizedBlock
{
    /// <summary>Tracks of a block.</summary>
    public const int Tracks = 32;

    /// <summary>Bytes of a pair of dimensions.</summary>
    public const int PairBytes = 2 * Tracks;

    /// <summary>Adds the squares over some pairs of dimensions.</summary>
    /// <param name="codes">The block from the first of these pairs on.</param>
    /// <param name="query">The codes looked for, a pair of dimensions each.</param>
    /// <param name="sums">The sums of the tracks so far.</param>
    public static void Add(ref byte codes, ReadOnlySpan<ushort> query, Span<ushort> sums)
    {
        ref ushort sum = ref MemoryMarshal.GetReference(sums[..Tracks]);
        if (Avx512BW.IsSupported)
            Add512(ref codes, query, ref sum);
        else if (Avx2.IsSupported)
            Add256(ref codes, query, ref sum);
        else
            AddPlain(ref codes, query, ref sum);
    }

    /// <summary>Which sums are no more than a limit, a bit each.</summary>
    public static uint Within(ReadOnlySpan<ushort> sums, ushort limit)
    {
        var low = Vector256.LessThanOrEqual(Vector256.Create(sums[..16]), Vector256.Create(limit));
        var high = Vector256.LessThanOrEqual(Vector256.Create(sums[16..]), Vector256.Create(limit));
        return low.ExtractMostSignificantBits() | (high.ExtractMostSignificantBits() << 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Add512(ref byte codes, ReadOnlySpan<ushort> query, ref ushort sum)
    {
        var total = Vector512.LoadUnsafe(ref sum);
        for (int pair = 0; pair < query.Length; pair++)
        {
            var theirs = Vector512.LoadUnsafe(ref codes, (nuint)(pair * PairBytes)).AsSByte();
            var apart = Avx512BW.Abs(Avx512BW.Subtract(theirs, Vector512.Create(query[pair]).AsSByte()));
            total = Avx512BW.AddSaturate(total, Avx512BW.MultiplyAddAdjacent(apart, apart.AsSByte()).AsUInt16());
        }
        total.StoreUnsafe(ref sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Add256(ref byte codes, ReadOnlySpan<ushort> query, ref ushort sum)
    {
        const int Half = Tracks / 2;
        for (int half = 0; half < 2; half++)
        {
            var total = Vector256.LoadUnsafe(ref sum, (nuint)(half * Half));
            for (int pair = 0; pair < query.Length; pair++)
            {
                var theirs = Vector256.LoadUnsafe(ref codes, (nuint)((pair * PairBytes) + (half * Tracks))).AsSByte();
                var apart = Avx2.Abs(Avx2.Subtract(theirs, Vector256.Create(query[pair]).AsSByte()));
                total = Avx2.AddSaturate(total, Avx2.MultiplyAddAdjacent(apart, apart.AsSByte()).AsUInt16());
            }
            total.StoreUnsafe(ref sum, (nuint)(half * Half));
        }
    }

    internal static void AddPlain(ref byte codes, ReadOnlySpan<ushort> query, ref ushort sum)
    {
        for (int pair = 0; pair < query.Length; pair++)
        {
            int first = query[pair] & 0xFF, second = query[pair] >> 8;
            for (int track = 0; track < Tracks; track++)
            {
                ref byte theirs = ref Unsafe.Add(ref codes, (pair * PairBytes) + (2 * track));
                int a = theirs - first, b = Unsafe.Add(ref theirs, 1) - second;
                ref ushort total = ref Unsafe.Add(ref sum, track);
                total = (ushort)Math.Min(ushort.MaxValue, total + (a * a) + (b * b));
            }
        }
    }
}
