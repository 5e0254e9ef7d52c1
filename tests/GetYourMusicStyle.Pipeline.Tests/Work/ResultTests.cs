using GetYourMusicStyle.Analysis;
using GetYourMusicStyle.Analysis.Formats;
using GetYourMusicStyle.Audio.Decoding;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Features;
using GetYourMusicStyle.Pipeline.Objects;
using GetYourMusicStyle.Pipeline.Work;
using GetYourMusicStyle.Scoring.Tracks;

namespace GetYourMusicStyle.Pipeline.Tests.Work;

/// <summary>What comes out at the end, on real music with the real models.</summary>
public class ResultTests(StageHarness stages) : IClassFixture<StageHarness>
{
    [Fact]
    [Trait("Category", "Slow")]
    public async Task Through_the_stages_the_samples_get_the_verdicts_that_they_get_directly()
    {
        var jobs = await SamplesAsync();
        var outcomes = await stages.Get<ScoreWork>().RunAsync(jobs, default);
        Assert.Equal(jobs, outcomes.Select(outcome => outcome.Job));
        foreach (var (outcome, path) in outcomes.Zip(StageHarness.Samples))
        {
            Assert.Null(outcome.Failure);
            AssertEqual(Directly(path), outcome.Track!, 1e-4);
        }
    }

    [Fact]
    public async Task Tracks_scored_together_get_what_each_gets_alone()
    {
        var jobs = await SamplesAsync();
        var together = await stages.Get<ScoreWork>().RunAsync(jobs, default);
        foreach (var one in together)
        {
            var alone = (await stages.Get<ScoreWork>().RunAsync([one.Job], default)).Single().Track!;
            Assert.Equal(alone.Genre, one.Track!.Genre);
            Assert.Equal(alone.Confidence, one.Track.Confidence, 1e-6);
            foreach (var (expected, actual) in alone.Windows.Zip(one.Track.Windows))
                AssertClose(expected.Probabilities, actual.Probabilities, 1e-6);
        }
    }

    [Fact]
    public async Task Facts_of_the_samples_have_length_windows_and_tags()
    {
        var job = await stages.UploadAsync(StageHarness.Samples[0]) with { Redo = true };
        var reported = new List<double>();
        var facts = await stages.Get<FeatureWork>().RunAsync(job, new Progress(reported.Add), default);
        Assert.Equal(new TrackFacts(facts.DurationSeconds, 7, "librosa25-1-w6-h6", "Chaos God (excerpt)", "Muldjord", null, "Rock"), facts);
        Assert.Equal(40, facts.DurationSeconds, 0.1);
        Assert.Equal(reported.Order(), reported);
        Assert.InRange(reported[3], 0.55, 0.65);
        Assert.InRange(reported[^1], 0.98, 1);

        var opus = await stages.Get<FeatureWork>().RunAsync((await stages.UploadAsync(StageHarness.Samples[2])) with { Redo = true }, StageHarness.NoProgress, default);
        Assert.Equal(("Coherence (excerpt)", "Maxstack", "Electronic Chill"), (opus.Title, opus.Artist, opus.TagGenre));
    }

    [Fact]
    public async Task A_picture_is_that_of_the_spectrogram_within_one_grey_level()
    {
        var job = await stages.UploadWithFeaturesAsync(StageHarness.Samples[3]);
        var reader = stages.Get<SpectrogramReader>();
        using var windows = stages.Get<TrackDecoder>().Open(StageHarness.Samples[3]);
        var analyzer = new WindowAnalyzer();
        float[] decibels = new float[SpectrogramCodec.WindowValues];
        int number = 0;
        for (; windows.TryRead(out var window); number++)
        {
            analyzer.AnalyzeSpectrum(window.Samples.Span);
            analyzer.CopyLogSpectrogram(decibels);
            using MemoryStream direct = new(), stored = new();
            SpectrogramPng.Write(direct, decibels);
            Assert.True(await reader.WritePngAsync(job.Sha256, stages.Version, number, stored, default));
            byte[] expected = Png.Pixels(direct.ToArray()), actual = Png.Pixels(stored.ToArray());
            for (int i = 0; i < expected.Length; i++)
                Assert.InRange(actual[i] - expected[i], -1, 1);
        }
        foreach (int none in (int[])[-1, number, int.MaxValue])
        {
            using var nothing = new MemoryStream();
            Assert.False(await reader.WritePngAsync(job.Sha256, stages.Version, none, nothing, default));
            Assert.Equal(0, nothing.Length);
        }
    }

    private async Task<List<ClaimedJob>> SamplesAsync()
    {
        var jobs = new List<ClaimedJob>();
        foreach (string path in StageHarness.Samples)
            jobs.Add(await stages.UploadWithFeaturesAsync(path));
        return jobs;
    }

    // As the command line does it: no store, no rounding, one track at a time.
    private TrackVerdict Directly(string path) => stages.Get<TrackAnalyzer>().Analyze(path, null, default).Verdict;

    private static void AssertEqual(TrackVerdict expected, ScoredTrack actual, double tolerance)
    {
        Assert.Equal((expected.Genre, expected.Uncertain), (actual.Genre, actual.Uncertain));
        Assert.Equal(expected.Confidence, actual.Confidence, tolerance);
        AssertClose([.. expected.Probabilities!.Select(p => (float)p)], actual.Probabilities, tolerance);
        Assert.Equal(expected.Windows.Count, actual.Windows.Count);
        for (int w = 0; w < actual.Windows.Count; w++)
        {
            var (one, other) = (expected.Windows[w], actual.Windows[w]);
            Assert.Equal((actual.TrackId, w, (float)one.Span.StartSeconds, (float)one.Span.EndSeconds), (other.TrackId, other.Window, other.StartSeconds, other.EndSeconds));
            AssertClose(one.Probabilities?.Select(p => (float)p).ToArray(), other.Probabilities, tolerance);
        }
    }

    private static void AssertClose(float[]? expected, float[]? actual, double tolerance)
    {
        Assert.Equal(expected?.Length, actual?.Length);
        foreach (var (one, other) in (expected ?? []).Zip(actual ?? []))
            Assert.Equal(one, other, tolerance);
    }
}
