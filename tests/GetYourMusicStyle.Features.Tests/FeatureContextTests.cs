namespace GetYourMusicStyle.Features.Tests;

/// <summary>The 30 s context of a window.</summary>
public sealed class FeatureContextTests
{
    private static readonly WindowSpan[] Track =
        [.. Enumerable.Range(0, 10).Select(i => new WindowSpan(6 * i, (6 * i) + 6, false)), new(57, 63, false)];

    [Theory]
    [InlineData(0, new[] { 0, 1, 2 })]
    [InlineData(1, new[] { 0, 1, 2, 3 })]
    [InlineData(5, new[] { 3, 4, 5, 6, 7 })]
    [InlineData(10, new[] { 8, 9, 10 })]
    public void Takes_the_windows_within_15_s_of_its_centre(int index, int[] expected) =>
        Assert.Equal((float)expected.Average(), Mean(Track, index));

    [Fact]
    public void Leaves_out_silent_windows()
    {
        WindowSpan[] track = [.. Track];
        track[4] = track[4] with { Silent = true };
        Assert.Equal((3 + 5 + 6 + 7) / 4f, Mean(track, 5));
    }

    [Fact]
    public void Weighs_by_length()
    {
        WindowSpan[] track = [new(0, 6, false), new(6, 9, false)];
        Assert.Equal(((0 * 6) + (1 * 3)) / 9f, Mean(track, 0), 6);
    }

    [Fact]
    public void Is_zero_when_all_is_silent() => Assert.Equal(0, Mean([new(0, 6, true)], 0));

    // Feature 3 of window i is i.
    private static float Mean(WindowSpan[] track, int index)
    {
        var features = new float[track.Length * FeatureNames.Count];
        for (int i = 0; i < track.Length; i++)
            features[(i * FeatureNames.Count) + 3] = i;
        var mean = new float[FeatureNames.Count];
        FeatureContext.Mean(track, features, index, 30, mean);
        return mean[3];
    }
}
