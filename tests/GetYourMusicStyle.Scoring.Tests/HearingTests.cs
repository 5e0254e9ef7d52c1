using System.Text.Json.Nodes;
using GetYourMusicStyle.Scoring.Models;
using GetYourMusicStyle.Scoring.Tracks;

namespace GetYourMusicStyle.Scoring.Tests;

/// <summary>What else is heard in a track, whether it is music, and where it lies.</summary>
public class HearingTests
{
    // The logits of music, piano and organ are the numbers of an embedding, speech has the first but is never shown; the embedding is the first two.
    private static ModelFolder Folder(Action<JsonObject>? bend = null)
    {
        var folder = Numbered.Folder();
        var sounds = new float[3, 4];
        (sounds[0, 0], sounds[1, 1], sounds[2, 2], sounds[0, 3]) = (1, 1, 1, 1);
        var hearing = folder.SetHearing(TinyOnnx.Hearing(sounds, new float[,] { { 1, 0 }, { 0, 1 }, { 0, 0 } }), """
            {
              "input": { "kind": "embedding", "backbones": ["places"] }, "music": "music", "embedding_width": 2,
              "sounds": [
                { "name": "music", "kind": "hidden", "threshold": 0 },
                { "name": "piano", "kind": "instrument", "threshold": 0.5, "precision": 0.9 },
                { "name": "organ", "kind": "instrument", "threshold": 0.3 },
                { "name": "speech", "kind": "voice", "threshold": 0.99 }
              ]
            }
            """);
        bend?.Invoke(hearing);
        return folder;
    }

    [Fact]
    public void Sounds_as_strong_as_their_thresholds_are_told_strongest_first()
    {
        using var folder = Folder();
        using var ensemble = folder.Load("ear");
        var verdict = Score(ensemble, [0, 1, 2], [0, 3, -1]);
        double piano = (Sigmoid(1) + Sigmoid(3)) / 2, organ = (Sigmoid(2) + Sigmoid(-1)) / 2;
        AssertSounds([("piano", "instrument", piano), ("organ", "instrument", organ)], verdict.Sounds);

        // 0.27: the organ is too weak; the piano is weaker than in the first track but strong enough.
        AssertSounds([("piano", "instrument", 0.5)], Score(ensemble, [0, 0, -1]).Sounds);
        AssertSounds([("organ", "instrument", Sigmoid(5)), ("piano", "instrument", Sigmoid(1))], Score(ensemble, [0, 1, 5]).Sounds);
    }

    [Fact]
    public void The_confidence_is_multiplied_by_the_probability_that_it_is_music()
    {
        using var folder = Folder();
        using var ensemble = folder.Load("ear");        // threshold 0.5
        var music = Score(ensemble, [8, 0, 0]);
        Assert.Equal(Sigmoid(8), music.Music, 1e-6);
        Assert.Equal(music.Calibrated!.Max() * Sigmoid(8), music.Confidence, 1e-6);
        Assert.False(music.Uncertain);

        var noise = Score(ensemble, [-1, 9, 0]);
        Assert.Equal(Sigmoid(-1), noise.Music, 1e-6);
        Assert.Equal(noise.Calibrated!.Max() * Sigmoid(-1), noise.Confidence, 1e-6);
        Assert.True(noise.Calibrated!.Max() > 0.99);
        Assert.True(noise.Uncertain);
        Assert.Equal("Noisy", noise.Genre);
    }

    [Fact]
    public void Where_no_sound_stands_for_music_everything_is()
    {
        using var folder = Folder(hearing => hearing.Remove("music"));
        using var ensemble = folder.Load("ear");
        var verdict = Score(ensemble, [-1, 9, 0]);
        Assert.Equal(1, verdict.Music);
        Assert.Equal(verdict.Calibrated!.Max(), verdict.Confidence);
    }

    [Fact]
    public void The_embedding_is_the_mean_of_the_windows()
    {
        using var folder = Folder();
        using var ensemble = folder.Load("ear");
        Assert.Equal([2.5f, -1], Score(ensemble, [1, -2, 0], [4, 0, 0]).Embedding!);

        using var without = Folder(hearing => hearing.Remove("embedding_width"));
        using var none = without.Load("ear");
        Assert.Null(Score(none, [1, -2, 0]).Embedding);
    }

    [Fact]
    public void Only_the_windows_that_count_in_the_verdict_are_heard()
    {
        using var folder = Folder();
        using var ensemble = folder.Load("ear");
        // 90 s: the first 30 s do not count; nor does silence.
        float[][] windows = [.. Enumerable.Repeat(new float[] { -9, 9, 9 }, 5), .. Enumerable.Repeat(new float[] { 3, 1, 0 }, 9), [-9, 9, 9]];
        var verdict = Score(ensemble, windows, silent: 14);
        Assert.Equal(Sigmoid(3), verdict.Music, 1e-6);
        AssertSounds([("piano", "instrument", Sigmoid(1)), ("organ", "instrument", 0.5)], verdict.Sounds);
        Assert.Equal([3, 1], verdict.Embedding!);
    }

    [Fact]
    public void Every_ensemble_hears()
    {
        using var folder = Folder();
        using var ensemble = folder.Load("plain");      // whose only member looks at features
        Assert.Single(ensemble.Backbones);
        Assert.Equal(Sigmoid(-1), Score(ensemble, [-1, 0, 0]).Music, 1e-6);
    }

    [Fact]
    public void In_a_silent_track_nothing_is_heard()
    {
        using var folder = Folder();
        using var ensemble = folder.Load("ear");
        var verdict = Score(ensemble, [[1, 2, 3]], silent: 0);
        Assert.Null(verdict.Genre);
        Assert.Empty(verdict.Sounds);
        Assert.Null(verdict.Embedding);
        Assert.Equal(1, verdict.Music);
    }

    [Fact]
    public void A_hearing_that_answers_nonsense_is_named()
    {
        using var folder = Folder();
        using var ensemble = folder.Load("plain");
        var error = Assert.Throws<ModelException>(() => Score(ensemble, [float.PositiveInfinity, 0, 0]));
        Assert.Equal("hearing answered with a value that is not finite", error.Message);
    }

    private static TrackVerdict Score(Ensemble ensemble, params float[][] windows) => Score(ensemble, windows, silent: null);

    private static TrackVerdict Score(Ensemble ensemble, float[][] windows, int? silent)
    {
        using var scorer = new TrackScorer(ensemble);
        for (int window = 0; window < windows.Length; window++)
            scorer.Add(Numbered.Window(window, window == silent), new float[25], []);
        return scorer.Finish(6 * windows.Length, [(float[])[.. windows.SelectMany(row => row)]]);
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static void AssertSounds((string Name, string Kind, double Strength)[] expected, IReadOnlyList<HeardSound> actual)
    {
        Assert.Equal(expected.Select(sound => (sound.Name, sound.Kind)), actual.Select(sound => (sound.Name, sound.Kind)));
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First.Strength, pair.Second.Strength, 1e-6));
    }
}
