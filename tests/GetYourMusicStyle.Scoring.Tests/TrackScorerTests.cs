using GetYourMusicStyle.Features;
using GetYourMusicStyle.Scoring.Models;
using GetYourMusicStyle.Scoring.Tracks;

namespace GetYourMusicStyle.Scoring.Tests;

public class TrackScorerTests
{
    [Fact]
    public void Members_are_joined_as_the_weighted_mean_of_their_softmax()
    {
        using var folder = new ModelFolder();
        folder.Member(0)["temperature"] = 2.0;
        using var ensemble = folder.Load();
        var verdict = Score(ensemble, 8, [new Window(Features(1, 2, 3), Decibels: -20)]);   // the picture is (-20 + 80) / 80 = 0.75

        double[] lin = Softmax(0.5, 1, 1.5);
        double[] pic = Softmax(4 * 0.75 - 2, 0, -4 * 0.75 + 2);
        double[] expected = [.. lin.Zip(pic, (l, p) => (l + 3 * p) / 4)];
        AssertEqual(expected, verdict.Windows[0].Probabilities!);
        AssertEqual(expected, verdict.Probabilities!);
    }

    [Fact]
    public void Confidence_is_the_temperature_scaled_top_probability_of_the_track()
    {
        using var folder = new ModelFolder();
        using var ensemble = folder.Load();
        var verdict = Score(ensemble, 12, [new Window(Features(3, 0, 0), -20), new Window(Features(0, 0, 0), -40)]);

        var p = verdict.Probabilities!;
        AssertEqual([.. Enumerable.Range(0, 3).Select(g => verdict.Windows.Average(w => w.Probabilities![g]))], p);
        double[] calibrated = Softmax([.. p.Select(v => Math.Log(v) / 2)]);
        AssertEqual(calibrated, verdict.Calibrated!);
        Assert.Equal(calibrated.Max(), verdict.Confidence, 12);
        Assert.Equal("Calm", verdict.Genre);
    }

    [Theory]
    [InlineData(0.2, false)]
    [InlineData(0.99, true)]
    public void A_track_below_the_threshold_is_uncertain(double threshold, bool uncertain)
    {
        using var folder = new ModelFolder();
        folder.EnsembleEntry(1)["threshold"] = threshold;
        using var ensemble = folder.Load();
        Assert.Equal(uncertain, Score(ensemble, 6, [new Window(Features(1, 0, 0), -20)]).Uncertain);
    }

    [Fact]
    public void Silent_windows_are_gaps_and_do_not_count()
    {
        using var folder = new ModelFolder();
        using var ensemble = folder.Load();
        var sound = new Window(Features(1, 0, 2), -30);
        var with = Score(ensemble, 18, [sound, Window.Silence, sound]);
        var without = Score(ensemble, 12, [sound, sound]);

        Assert.Null(with.Windows[1].Probabilities);
        Assert.NotNull(with.Windows[2].Probabilities);
        AssertEqual(without.Probabilities!, with.Probabilities!);
    }

    [Fact]
    public void A_wholly_silent_track_has_no_genre_and_no_confidence()
    {
        using var folder = new ModelFolder();
        using var ensemble = folder.Load();
        var verdict = Score(ensemble, 12, [Window.Silence, Window.Silence]);

        Assert.Null(verdict.Genre);
        Assert.Equal(0, verdict.Confidence);
        Assert.True(verdict.Uncertain);
        Assert.Null(verdict.Probabilities);
        Assert.Equal(2, verdict.Windows.Count);
    }

    [Theory]
    [InlineData(14, "Odd")]     // 84 s: everything counts, and most of it is odd
    [InlineData(15, "Calm")]    // 90 s: the first 30 s do not count
    public void The_beginning_counts_only_in_short_tracks(int windows, string genre)
    {
        using var folder = new ModelFolder();
        using var ensemble = folder.Load("plain");
        var intro = Enumerable.Repeat(new Window(Features(0, 0, 50)), 5);
        var rest = Enumerable.Repeat(new Window(Features(0.1f, 0, 0)), windows - 5);
        folder.Manifest["context_s"] = 6;
        using var narrow = folder.Load("plain");
        var verdict = Score(narrow, windows * 6, [.. intro, .. rest]);

        Assert.Equal(genre, verdict.Genre);
        Assert.All(verdict.Windows, window => Assert.NotNull(window.Probabilities));
    }

    [Fact]
    public void A_long_track_that_only_has_a_beginning_is_judged_by_it()
    {
        using var folder = new ModelFolder();
        using var ensemble = folder.Load();
        var verdict = Score(ensemble, 120, [new Window(Features(5, 0, 0), -20), .. Enumerable.Repeat(Window.Silence, 19)]);
        Assert.Equal("Calm", verdict.Genre);
    }

    [Fact]
    public void Members_with_features_see_the_mean_of_the_context()
    {
        using var folder = new ModelFolder();
        using var ensemble = folder.Load("plain");
        Assert.False(ensemble.NeedsSpectrograms);
        var windows = Enumerable.Range(0, 7).Select(i => new Window(Features(i, 0, 0))).ToArray();
        var verdict = Score(ensemble, 42, windows);

        AssertEqual(Softmax(1, 0, 0), verdict.Windows[0].Probabilities!);    // windows 0 to 2
        AssertEqual(Softmax(3, 0, 0), verdict.Windows[3].Probabilities!);    // windows 1 to 5
        AssertEqual(Softmax(5, 0, 0), verdict.Windows[6].Probabilities!);    // windows 4 to 6
    }

    [Fact]
    public void Members_of_the_textured_set_see_how_the_spectrogram_moves_beside_the_features()
    {
        using var folder = new ModelFolder();
        var weights = new float[FeatureSet.Textured.Width, 3];
        (weights[0, 0], weights[FeatureNames.Count + 4, 1], weights[FeatureNames.Count + SpectrogramTexture.Bands + 4, 2]) = (1, 10, 10);
        folder.SetModel(0, TinyOnnx.Linear(weights, [0, 0, 0]));
        folder.Member(0)["input"]!["feature_set"] = FeatureSet.Textured.Name;
        using var ensemble = folder.Load("plain");
        Assert.True(ensemble.NeedsSpectrograms);

        float[] picture = new float[10_000], texture = new float[SpectrogramTexture.Count];
        for (int i = 0; i < picture.Length; i++)
            picture[i] = i % 3 == 0 ? -20 : -60;
        SpectrogramTexture.Compute(picture, texture);
        using var scorer = new TrackScorer(ensemble);
        scorer.Add(new WindowSpan(0, 6, Silent: false), Features(0.5f, 0, 0), picture);
        AssertEqual(Softmax(0.5, 10 * texture[4], 10 * texture[24]), scorer.Finish(6).Probabilities!);
    }

    [Fact]
    public void A_scorer_judges_every_track_alone_and_like_any_batch_size()
    {
        using var folder = new ModelFolder();
        using var ensemble = folder.Load();
        var random = new Random(7);
        var windows = Enumerable.Range(0, 23)
            .Select(i => i % 6 == 4 ? Window.Silence : new Window(Features(random.NextSingle(), random.NextSingle(), 0), -80 * random.NextSingle()))
            .ToArray();
        using var scorer = new TrackScorer(ensemble);
        Feed(scorer, ensemble, windows);
        scorer.Reset();
        Feed(scorer, ensemble, windows[..3]);
        scorer.Finish(18);
        Feed(scorer, ensemble, windows);
        var again = scorer.Finish(138);

        using var wide = Ensemble.Load(new ScoringOptions { ModelDirectory = folder.Path, BatchSize = 64 });
        var once = Score(wide, 138, windows);
        AssertEqual(once.Probabilities!, again.Probabilities!);
        Assert.Equal(once.Windows.Count, again.Windows.Count);
    }

    [Fact]
    public void A_model_that_answers_nonsense_is_named()
    {
        using var folder = new ModelFolder();
        using var ensemble = folder.Load("plain");
        var error = Assert.Throws<ModelException>(() => Score(ensemble, 6, [new Window(Features(float.NaN, 0, 0))]));
        Assert.Contains("'lin'", error.Message);
    }

    private static TrackVerdict Score(Ensemble ensemble, double duration, Window[] windows)
    {
        using var scorer = new TrackScorer(ensemble);
        Feed(scorer, ensemble, windows);
        return scorer.Finish(duration);
    }

    private static void Feed(TrackScorer scorer, Ensemble ensemble, Window[] windows)
    {
        for (int i = 0; i < windows.Length; i++)
        {
            bool silent = windows[i] == Window.Silence;
            float[] picture = silent || !ensemble.NeedsSpectrograms ? [] : [.. Enumerable.Repeat(windows[i].Decibels, 10_000)];
            scorer.Add(new WindowSpan(6 * i, 6 * i + 6, silent), silent ? [] : windows[i].Values, picture);
        }
    }

    private static float[] Features(float first, float second, float third) => [first, second, third, .. new float[22]];

    private static double[] Softmax(params double[] logits)
    {
        double total = logits.Sum(Math.Exp);
        return [.. logits.Select(logit => Math.Exp(logit) / total)];
    }

    private static void AssertEqual(IReadOnlyList<double> expected, IReadOnlyList<double> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (int i = 0; i < expected.Count; i++)
            Assert.Equal(expected[i], actual[i], 1e-6);
    }

    private sealed record Window(float[] Values, float Decibels = 0)
    {
        public static readonly Window Silence = new([]);
    }
}
