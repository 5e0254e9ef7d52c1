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
        using var stages = new StageHarness();
        var warm = await stages.UploadWithFeaturesAsync(stages.MakeNoise(60));
        await stages.Get<ScoreWork>().RunAsync([warm], default);
        var job = await stages.UploadAsync(stages.MakeNoise(1800));

        long before = GC.GetTotalAllocatedBytes(precise: true);
        var facts = await stages.Get<FeatureWork>().RunAsync(job, StageHarness.NoProgress, default);
        var outcome = (await stages.Get<ScoreWork>().RunAsync([job], default)).Single();
        long allocated = GC.GetTotalAllocatedBytes(precise: true) - before;

        Assert.Equal(300, facts.WindowCount);
        Assert.Equal(300, outcome.Track!.Windows.Count);
        // Its embeddings, half a megabyte, are gathered, kept and read again; its log spectrograms alone would be 12 MB as float32, the mel
        // spectrograms that its backbones look at 130 MB.
        Assert.InRange(allocated, 0, 9 * MegaByte);
    }
}
