using System.Buffers.Binary;
using GetYourMusicStyle.Analysis.Formats;
using GetYourMusicStyle.Features;
using GetYourMusicStyle.Pipeline.Objects;

namespace GetYourMusicStyle.Pipeline.Tests.Work;

public class WindowTableTests
{
    private const string Key = "features/aa/b/windows";

    [Fact]
    public void A_table_is_read_as_it_was_written()
    {
        var table = Sample();
        var read = StoredFeatures.Decode(Key, WindowTableFormat.Encode(table));
        Assert.Equal(table.DurationSeconds, read.DurationSeconds);
        Assert.Equal(table.Windows, read.Windows);
        for (int window = 0; window < table.Windows.Count; window++)
            Assert.Equal(table.Features(window).ToArray(), read.Features(window).ToArray());
    }

    [Fact]
    public void A_table_cut_anywhere_or_with_more_behind_it_is_damaged()
    {
        byte[] bytes = WindowTableFormat.Encode(Sample());
        for (int length = 0; length < bytes.Length; length++)
            AssertDamaged(bytes[..length]);
        AssertDamaged([.. bytes, 0]);
    }

    [Theory]
    [InlineData(0, 0x4D)]               // another kind of file
    [InlineData(4, 2)]                  // another version
    [InlineData(16, 0)]                 // no windows
    [InlineData(16, -1)]
    [InlineData(16, int.MaxValue)]      // a promise of 250 GB
    [InlineData(16, 36_711_000)]        // whose bytes overflow 32 bits to few
    [InlineData(36, 7)]                 // neither silent nor not
    public void Lies_are_damage(int offset, int value)
    {
        byte[] bytes = WindowTableFormat.Encode(Sample());
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(offset), value);
        AssertDamaged(bytes);
    }

    [Theory]
    [InlineData(8, double.NaN)]         // duration
    [InlineData(8, -1)]
    [InlineData(8, 17)]                 // shorter than its windows
    [InlineData(20, -6)]                // start of the first
    [InlineData(28, 0)]                 // end of the first
    [InlineData(28, double.PositiveInfinity)]
    public void Times_that_make_no_sense_are_damage(int offset, double value)
    {
        byte[] bytes = WindowTableFormat.Encode(Sample());
        BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(offset), value);
        AssertDamaged(bytes);
    }

    [Fact]
    public void Noise_is_damage_and_never_anything_else()
    {
        var random = new Random(5);
        byte[] good = WindowTableFormat.Encode(Sample());
        for (int round = 0; round < 2000; round++)
        {
            byte[] bytes = [.. good];
            for (int i = 0; i < 4; i++)
                bytes[random.Next(24)] = (byte)random.Next(256);
            try
            {
                Assert.Equal(3, StoredFeatures.Decode(Key, bytes).Windows.Count);
            }
            catch (ObjectDamagedException)
            {
            }
        }
    }

    private static void AssertDamaged(byte[] bytes)
    {
        var error = Assert.Throws<ObjectDamagedException>(() => StoredFeatures.Decode(Key, bytes));
        Assert.Contains(Key, error.Message);
    }

    private static WindowTable Sample()
    {
        var table = new WindowTable { DurationSeconds = 17.5 };
        (double, bool)[] windows = [(0, false), (6, true), (11.5, false)];
        foreach (var (start, silent) in windows)
            table.Add(new WindowSpan(start, start + 6, silent), [.. Enumerable.Range(0, 25).Select(f => (float)(start + f) / 3)]);
        return table;
    }
}
