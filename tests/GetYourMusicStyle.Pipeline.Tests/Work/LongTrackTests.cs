using GetYourMusicStyle.Pipeline.Work;

namespace GetYourMusicStyle.Pipeline.Tests.Work;

/// <summary>Alone, because it counts what the whole process allocates.</summary>
[Trait("Category", "Slow")]
[CollectionDefinition(nameof(LongTrackTests), DisableParallelization = true)]
public sealed class LongTrackCollection;

[Collection(nameof(LongTrackTests))]
public class LongTrackTests
{
    private const int MegaByte = 1 << 20;

    [Fact]
    public async Task Half_an_hour_of_audio_takes_the_memory_of_a_few_windows()
    {
        using var studio = new Studio();
        var warm = await studio.UploadWithFeaturesAsync(studio.MakeNoise(60));
        await studio.Get<ScoreWork>().RunAsync([warm], default);
        var ticket = await studio.UploadAsync(studio.MakeNoise(1800));

        long before = GC.GetTotalAllocatedBytes(precise: true);
        var facts = await studio.Get<FeatureWork>().RunAsync(ticket, Studio.NoProgress, default);
        var outcome = (await studio.Get<ScoreWork>().RunAsync([ticket], default)).Single();
        long allocated = GC.GetTotalAllocatedBytes(precise: true) - before;

        Assert.Equal(300, facts.WindowCount);
        Assert.Equal(300, outcome.Track!.Windows.Count);
        Assert.InRange(allocated, 0, 5 * MegaByte);     // its log spectrograms alone are 6 MB in the store, 12 MB as float32
    }
}
