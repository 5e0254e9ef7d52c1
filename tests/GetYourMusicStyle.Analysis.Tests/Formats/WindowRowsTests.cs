using GetYourMusicStyle.Analysis.Formats;
using GetYourMusicStyle.Features;

namespace GetYourMusicStyle.Analysis.Tests.Formats;

public sealed class WindowRowsTests
{
    [Theory]
    [InlineData(20, new[] { -1, 0, -1, 1 })]
    [InlineData(40, new[] { 0, 1, 2, 3 })]      // as objects of earlier versions have it
    public void A_window_is_where_the_length_of_the_object_says(int length, int[] expected)
    {
        var rows = WindowRows.Of(Table(true, false, true, false), 10, length)!;
        Assert.Equal(expected, Enumerable.Range(0, 4).Select(window => rows.Of(window) ?? -1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(30)]
    [InlineData(50)]
    public void Any_other_length_is_none(int length) => Assert.Null(WindowRows.Of(Table(true, false, true, false), 10, length));

    [Fact]
    public void A_silent_track_has_an_empty_object() => Assert.Null(WindowRows.Of(Table(true, true), 10, 0)!.Of(1));

    private static WindowTable Table(params bool[] silent)
    {
        var table = new WindowTable { DurationSeconds = 6 * silent.Length };
        for (int window = 0; window < silent.Length; window++)
            table.Add(new(6 * window, (6 * window) + 6, silent[window]), new float[FeatureNames.Count]);
        return table;
    }
}
