using System.Runtime.Intrinsics.X86;
using GetYourMusicStyle.Recommender.Index;

namespace GetYourMusicStyle.Recommender.Tests;

public class QuantizedBlockTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64)]
    public void All_widths_give_the_same_sums(int pairs)
    {
        var random = new Random(pairs);
        byte[] codes = [.. Enumerable.Range(0, pairs * QuantizedBlock.PairBytes).Select(i => (byte)(i % 5 == 0 ? 127 * random.Next(2) : random.Next(128)))];
        ushort[] query = [.. Enumerable.Range(0, pairs).Select(_ => (ushort)(random.Next(128) | (random.Next(128) << 8)))];
        var plain = new ushort[QuantizedBlock.Tracks];
        QuantizedBlock.AddPlain(ref codes[0], query, ref plain[0]);
        ushort[] expected = [.. Enumerable.Range(0, QuantizedBlock.Tracks).Select(track => (ushort)Math.Min(65535, Enumerable.Range(0, pairs).Sum(pair =>
            Square(codes[(pair * 64) + (2 * track)] - (query[pair] & 127)) + Square(codes[(pair * 64) + (2 * track) + 1] - (query[pair] >> 8)))))];
        Assert.Equal(expected, plain);
        var wide = new ushort[QuantizedBlock.Tracks];
        if (Avx2.IsSupported)
        {
            QuantizedBlock.Add256(ref codes[0], query, ref wide[0]);
            Assert.Equal(expected, wide);
        }
        if (Avx512BW.IsSupported)
        {
            wide.AsSpan().Clear();
            QuantizedBlock.Add512(ref codes[0], query, ref wide[0]);
            Assert.Equal(expected, wide);
        }
    }

    [Theory]
    [InlineData(14)]
    [InlineData(17)]
    public void What_is_within_the_limit_has_its_bit(int limit)
    {
        ushort[] sums = [.. Enumerable.Range(0, QuantizedBlock.Tracks).Select(track => (ushort)(track % 3 == 0 ? 65535 : track))];
        uint expected = 0;
        for (int track = 0; track < QuantizedBlock.Tracks; track++)
            expected |= sums[track] <= limit ? 1u << track : 0;
        Assert.Equal(expected, QuantizedBlock.Within(sums, (ushort)limit));
    }

    private static int Square(int number) => number * number;
}
