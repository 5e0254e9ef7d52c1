using GetYourMusicStyle.Analysis;
using GetYourMusicStyle.Analysis.Formats;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Pipeline.Objects;
using GetYourMusicStyle.Pipeline.Work;
using GetYourMusicStyle.Scoring.Models;
using GetYourMusicStyle.Scoring.Tracks;
using GetYourMusicStyle.Storage;

namespace GetYourMusicStyle.Pipeline.Tests.Work;

/// <summary>A model of another make, which looks at mel spectrograms: the feature stage makes them, the scoring stage reads them.</summary>
public sealed class MelTests : IDisposable
{
    private readonly StageHarness _stages = new("models/examples/mel");

    [Fact]
    public async Task Through_the_stages_a_track_gets_the_very_verdict_that_it_gets_directly()
    {
        var jobs = new[] { await _stages.UploadWithFeaturesAsync(StageHarness.Samples[0]), await _stages.UploadWithFeaturesAsync(StageHarness.Samples[2]) };
        var outcomes = await _stages.Get<ScoreWork>().RunAsync(jobs, default);
        foreach (var (outcome, path) in outcomes.Zip([StageHarness.Samples[0], StageHarness.Samples[2]]))
        {
            var expected = Directly(path);
            Assert.Null(outcome.Failure);
            Assert.Equal(expected.Genre, outcome.Track!.Genre);
            Assert.Equal(expected.Confidence, outcome.Track.Confidence, 1e-6);
            foreach (var (one, other) in expected.Windows.Zip(outcome.Track.Windows))
                Assert.All(one.Probabilities!.Zip(other.Probabilities!), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
        }
        Assert.DoesNotContain(Directory.EnumerateFiles(_stages.Temporary, "*", SearchOption.AllDirectories), file => !file.EndsWith(".lock", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_track_whose_mel_spectrograms_are_missing_or_damaged_goes_back_to_the_feature_stage()
    {
        var job = await _stages.UploadWithFeaturesAsync(StageHarness.Samples[0]);
        string key = ObjectKeys.Mels(job.Sha256, _stages.Version, _stages.Get<Ensemble>().Mels.Single().Key);
        Assert.Equal("librosa25-1-w6-h6", _stages.Version);     // where the models that come with gyms have theirs

        await _stages.Store.DeleteAsync(key, default);          // as after a change of models
        Assert.IsType<ObjectMissingException>(await FailureAsync(job));
        await _stages.Get<FeatureWork>().RunAsync(job, StageHarness.NoProgress, default);
        Assert.Null(await FailureAsync(job));

        await _stages.Store.PutAsync(key, new byte[100], MelSpectrogramFormat.MediaType, default);
        Assert.IsType<ObjectDamagedException>(await FailureAsync(job));
        await _stages.Get<FeatureWork>().RunAsync(job, StageHarness.NoProgress, default);
        Assert.Null(await FailureAsync(job));
    }

    public void Dispose() => _stages.Dispose();

    private async Task<Exception?> FailureAsync(ClaimedJob job) =>
        (await _stages.Get<ScoreWork>().RunAsync([job], default)).Single().Failure;

    private TrackVerdict Directly(string path) => _stages.Get<TrackAnalyzer>().Analyze(path, null, default).Verdict;
}
