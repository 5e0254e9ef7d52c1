using GetYourMusicStyle.Analysis.Formats;
using GetYourMusicStyle.Analysis.Windows;
using GetYourMusicStyle.Audio;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Features;
using GetYourMusicStyle.Pipeline.Objects;
using GetYourMusicStyle.Pipeline.Work;
using GetYourMusicStyle.Scoring;
using GetYourMusicStyle.Storage;

namespace GetYourMusicStyle.Pipeline.Tests.Work;

/// <summary>A model of another make, which looks at mel spectrograms: the feature stage makes them, the scoring stage reads them.</summary>
public sealed class MelTests : IDisposable
{
    private readonly Studio _studio = new("models/examples/mel");

    [Fact]
    public async Task Through_the_stages_a_track_gets_the_very_verdict_that_it_gets_directly()
    {
        var tickets = new[] { await _studio.UploadWithFeaturesAsync(Studio.Samples[0]), await _studio.UploadWithFeaturesAsync(Studio.Samples[2]) };
        var outcomes = await _studio.Get<ScoreWork>().RunAsync(tickets, default);
        foreach (var (outcome, path) in outcomes.Zip([Studio.Samples[0], Studio.Samples[2]]))
        {
            var expected = Directly(path);
            Assert.Null(outcome.Failure);
            Assert.Equal(expected.Genre, outcome.Track!.Genre);
            Assert.Equal(expected.Confidence, outcome.Track.Confidence, 1e-6);
            foreach (var (one, other) in expected.Windows.Zip(outcome.Track.Windows))
                Assert.All(one.Probabilities!.Zip(other.Probabilities!), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
        }
        Assert.DoesNotContain(Directory.EnumerateFiles(_studio.Temporary, "*", SearchOption.AllDirectories), file => !file.EndsWith(".lock", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_track_whose_mel_spectrograms_are_missing_or_damaged_goes_back_to_the_feature_stage()
    {
        var ticket = await _studio.UploadWithFeaturesAsync(Studio.Samples[0]);
        string key = ObjectKeys.Mels(ticket.Sha256, _studio.Version, _studio.Get<Ensemble>().Mels.Single().Key);
        Assert.Equal("librosa25-1-w6-h6", _studio.Version);     // where the models that come with gyms have theirs

        await _studio.Store.DeleteAsync(key, default);          // as after a change of models
        Assert.IsType<ObjectMissingException>(await FailureAsync(ticket));
        await _studio.Get<FeatureWork>().RunAsync(ticket, Studio.NoProgress, default);
        Assert.Null(await FailureAsync(ticket));

        await _studio.Store.PutAsync(key, new byte[100], MelSpectrogramFormat.MediaType, default);
        Assert.IsType<ObjectDamagedException>(await FailureAsync(ticket));
        await _studio.Get<FeatureWork>().RunAsync(ticket, Studio.NoProgress, default);
        Assert.Null(await FailureAsync(ticket));
    }

    public void Dispose() => _studio.Dispose();

    private async Task<Exception?> FailureAsync(ClaimedJob ticket) =>
        (await _studio.Get<ScoreWork>().RunAsync([ticket], default)).Single().Failure;

    private TrackVerdict Directly(string path)
    {
        var ensemble = _studio.Get<Ensemble>();
        using var scorer = ensemble.CreateScorer();
        var mels = new WindowMels(ensemble.Mels);
        using var windows = _studio.Get<TrackDecoder>().Open(path);
        while (windows.TryRead(out var window))
        {
            var span = new WindowSpan(window.StartSeconds, window.EndSeconds, window.Silent);
            scorer.Add(span, new float[FeatureNames.Count], [], mels.Compute(window.Samples.Span));
        }
        return scorer.Finish(windows.DurationSeconds);
    }
}
