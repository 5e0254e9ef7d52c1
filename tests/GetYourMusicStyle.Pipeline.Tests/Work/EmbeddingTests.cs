using System.Text.Json.Nodes;
using GetYourMusicStyle.Analysis;
using GetYourMusicStyle.Analysis.Formats;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Pipeline.Objects;
using GetYourMusicStyle.Pipeline.Work;
using GetYourMusicStyle.Scoring.Models;
using GetYourMusicStyle.Scoring.Tests;
using GetYourMusicStyle.Scoring.Tracks;
using GetYourMusicStyle.Storage;

namespace GetYourMusicStyle.Pipeline.Tests.Work;

/// <summary>Models that look at embeddings, and one that looks at mel spectrograms of a context: made by the feature stage, read by the scoring stage.</summary>
public sealed class EmbeddingTests : IDisposable
{
    private const int Bands = 4, Frames = 138;      // of three windows

    private const string Context = """
        { "kind": "mel_spectrogram", "axes": ["frame", "mel"], "patch": { "frames": 138, "hop": 138 }, "context_s": 18, "every": 2, "mean": 5, "std": 2,
          "mel": { "sample_rate": 4000, "n_fft": 512, "win_length": 512, "hop_length": 512, "window": "hann", "center": true, "n_mels": 4,
                   "f_min": 0, "f_max": 2000, "scale": "slaney", "norm": "slaney", "power": 2, "log": { "kind": "db", "reference": 1 } } }
        """;

    private readonly ModelFolder _models = new();
    private readonly StageHarness _stages;

    public EmbeddingTests()
    {
        _models.AddBackbone("ear", TinyOnnx.LinearOf([Frames, Bands], Weights(1, 6), new float[6], "embedding"), 6, Context);
        _models.AddMember("head", Head(2), """{ "kind": "embedding", "backbones": ["ear"], "context_s": 18 }""");
        _models.AddMember("wide", TinyOnnx.LinearOf([Frames, Bands], Weights(3, 3), new float[3]), Context);
        _models.SetHearing(TinyOnnx.Hearing(Small(4, 2), Small(5, 3)), """
            { "input": { "kind": "embedding", "backbones": ["ear"] }, "music": "music", "embedding_width": 3,
              "sounds": [{ "name": "music", "kind": "hidden", "threshold": 0 }, { "name": "hum", "kind": "sound", "threshold": 0 }] }
            """);
        _models.Manifest["ensembles"]![1]!["combine"] = "log_linear";
        _models.Manifest["ensembles"]![1]!["weights"] = JsonNode.Parse("""{ "lin": 0.01, "head": 1, "wide": 0.5 }""");
        _models.Save();
        _stages = new StageHarness(_models.Path);
    }

    public void Dispose()
    {
        _stages.Dispose();
        _models.Dispose();
    }

    [Fact]
    public async Task Through_the_stages_tracks_get_the_very_verdicts_that_they_get_directly()
    {
        string[] paths = [_stages.MakeNoise(20), StageHarness.Samples[0], StageHarness.Samples[3]];
        var jobs = new List<ClaimedJob>();
        foreach (string path in paths)
            jobs.Add(await _stages.UploadWithFeaturesAsync(path));
        var outcomes = await _stages.Get<ScoreWork>().RunAsync(jobs, default);
        foreach (var (outcome, path) in outcomes.Zip(paths))
            AssertEqual(_stages.Get<TrackAnalyzer>().Analyze(path, null, default).Verdict, outcome);
        var confidences = outcomes.Select(outcome => outcome.Track!.Confidence);
        Assert.Equal(3, confidences.Distinct().Count());
        Assert.DoesNotContain(Directory.EnumerateFiles(_stages.Temporary, "*", SearchOption.AllDirectories), file => !file.EndsWith(".lock", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Embeddings_that_are_missing_or_cut_are_made_again()
    {
        var job = await _stages.UploadWithFeaturesAsync(_stages.MakeNoise(20));
        string key = ObjectKeys.Embeddings(job.Sha256, _stages.Version, _stages.Get<Ensemble>().Backbones.Single().Key);
        long? size = (await _stages.Store.FindAsync(key, default))?.Size;
        Assert.Equal(3 * EmbeddingFormat.RowBytes(6), size);

        await _stages.Store.DeleteAsync(key, default);
        Assert.IsType<ObjectMissingException>(await FailureAsync(_stages, job));
        await _stages.Get<FeatureWork>().RunAsync(job, StageHarness.NoProgress, default);
        Assert.Null(await FailureAsync(_stages, job));

        await _stages.Store.PutAsync(key, new byte[size!.Value - 4], EmbeddingFormat.MediaType, default);
        Assert.IsType<ObjectDamagedException>(await FailureAsync(_stages, job));
        await _stages.Get<FeatureWork>().RunAsync(job, StageHarness.NoProgress, default);
        Assert.Null(await FailureAsync(_stages, job));
    }

    [Fact]
    public async Task Another_head_needs_no_new_look_at_the_audio_and_another_backbone_does()
    {
        var job = await _stages.UploadWithFeaturesAsync(_stages.MakeNoise(20));
        var before = (await _stages.Get<ScoreWork>().RunAsync([job], default)).Single().Track!;
        await _stages.Store.DeleteAsync(ObjectKeys.Audio(job.Sha256), default);

        _models.SetModel(2, Head(9));
        _models.Save();
        using (var changed = new StageHarness(_models.Path, _stages))
        {
            Assert.NotEqual(_stages.Get<Ensemble>().ModelVersion, changed.Get<Ensemble>().ModelVersion);
            await changed.Get<FeatureWork>().RunAsync(job, StageHarness.NoProgress, default);
            var after = (await changed.Get<ScoreWork>().RunAsync([job], default)).Single().Track!;
            Assert.NotEqual(before.Probabilities, after.Probabilities);
        }

        _models.SetModel(_models.Manifest["backbones"]![0]!.AsObject(), TinyOnnx.LinearOf([Frames, Bands], Weights(7, 6), new float[6], "embedding"));
        _models.Save();
        using var other = new StageHarness(_models.Path, _stages);
        Assert.IsType<ObjectMissingException>(await FailureAsync(other, job));
        await Assert.ThrowsAsync<ObjectMissingException>(() => other.Get<FeatureWork>().RunAsync(job, StageHarness.NoProgress, default));
    }

    [Fact]
    public async Task A_damaged_file_leaves_the_next_one_alone()
    {
        string good = _stages.MakeNoise(20), cut = Path.Combine(_stages.Folder, "cut.flac");
        await File.WriteAllBytesAsync(cut, (await File.ReadAllBytesAsync(StageHarness.Samples[3]))[..60_000]);
        var job = await _stages.UploadAsync(cut);
        await Record.ExceptionAsync(() => _stages.Get<FeatureWork>().RunAsync(job, StageHarness.NoProgress, default));
        var next = await _stages.UploadWithFeaturesAsync(good);
        AssertEqual(_stages.Get<TrackAnalyzer>().Analyze(good, null, default).Verdict, (await _stages.Get<ScoreWork>().RunAsync([next], default)).Single());
    }

    private static async Task<Exception?> FailureAsync(StageHarness stages, ClaimedJob job) =>
        (await stages.Get<ScoreWork>().RunAsync([job], default)).Single().Failure;

    private static void AssertEqual(TrackVerdict expected, ScoreOutcome outcome)
    {
        Assert.Null(outcome.Failure);
        Assert.Equal(expected.Genre, outcome.Track!.Genre);
        Assert.Equal(expected.Confidence, outcome.Track.Confidence, 1e-6);
        Assert.InRange(expected.Music, 0.001, 0.999);
        Assert.Equal(expected.Music, outcome.Track.Music, 1e-6);
        Assert.Equal(expected.Embedding, outcome.Track.Embedding);
        var (sound, stored) = (expected.Sounds.Single(), outcome.Track.Sounds.Single());
        Assert.Equal((sound.Name, sound.Kind, (float)sound.Strength), (stored.Name, stored.Kind, stored.Strength));
        foreach (var (one, other) in expected.Windows.Zip(outcome.Track.Windows))
            Assert.All(one.Probabilities!.Zip(other.Probabilities!), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
    }

    private static byte[] Head(int seed) => TinyOnnx.Linear(Small(seed, 3), new float[3]);

    private static float[,] Weights(int seed, int outputs) => Random(seed, Frames * Bands, outputs, 0.005f);

    private static float[,] Small(int seed, int outputs) => Random(seed, 6, outputs, 0.5f);

    private static float[,] Random(int seed, int inputs, int outputs, float scale)
    {
        var random = new Random(seed);
        var weights = new float[inputs, outputs];
        for (int i = 0; i < inputs; i++)
        {
            for (int o = 0; o < outputs; o++)
                weights[i, o] = scale * ((2 * random.NextSingle()) - 1);
        }
        return weights;
    }
}
