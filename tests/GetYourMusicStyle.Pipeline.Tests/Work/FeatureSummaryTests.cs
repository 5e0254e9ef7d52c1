using GetYourMusicStyle.Analysis.Formats;
using GetYourMusicStyle.Features;
using GetYourMusicStyle.Pipeline.Objects;
using GetYourMusicStyle.Pipeline.Work;

namespace GetYourMusicStyle.Pipeline.Tests.Work;

/// <summary>What a track sounds like as a whole.</summary>
public class FeatureSummaryTests(StageHarness stages) : IClassFixture<StageHarness>
{
    [Fact]
    public async Task A_scored_track_has_the_means_and_deviations_of_its_features()
    {
        var job = await stages.UploadWithFeaturesAsync(StageHarness.Samples[0]);
        var table = await stages.Get<StoredFeatures>().ReadTableAsync(job.Sha256, default);
        var sound = (await stages.Get<ScoreWork>().RunAsync([job], default)).Single().Track!.FeatureSummary!;
        Assert.Equal((job.TrackId, stages.Version), (sound.TrackId, sound.FeaturesVersion));
        int[] heard = [.. Enumerable.Range(0, table.Windows.Count).Where(window => !table.Windows[window].Silent)];
        for (int i = 0; i < FeatureNames.Count; i++)
        {
            double[] values = [.. heard.Select(window => (double)table.Features(window)[i])];
            double mean = values.Average();
            Assert.Equal(mean, sound.Means[i], 1e-5 * Math.Max(1, Math.Abs(mean)));
            Assert.Equal(Math.Sqrt(values.Average(value => (value - mean) * (value - mean))), sound.StandardDeviations[i], 1e-4 * Math.Max(1, Math.Abs(mean)));
        }
    }

    [Fact]
    public void Silent_windows_play_no_part()
    {
        var table = new WindowTable();
        foreach (var (value, silent) in new[] { (1f, false), (99f, true), (3f, false) })
            table.Add(new(0, 6, silent), [.. Enumerable.Repeat(value, FeatureNames.Count)]);
        var sound = FeatureSummaries.Of(table, 7, "x")!;
        Assert.All(sound.Means, mean => Assert.Equal(2f, mean));
        Assert.All(sound.StandardDeviations, spread => Assert.Equal(1f, spread));
    }

    [Theory]
    [InlineData(1f, true)]
    [InlineData(float.NaN, false)]
    [InlineData(float.PositiveInfinity, false)]
    public void A_track_that_cannot_be_compared_has_none(float value, bool silent)
    {
        var table = new WindowTable();
        table.Add(new(0, 6, silent), [.. Enumerable.Repeat(value, FeatureNames.Count)]);
        Assert.Null(FeatureSummaries.Of(table, 7, "x"));
    }
}
