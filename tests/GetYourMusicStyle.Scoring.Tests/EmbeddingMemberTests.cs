using System.Text.Json.Nodes;
using GetYourMusicStyle.Scoring.Models;
using GetYourMusicStyle.Scoring.Tracks;

namespace GetYourMusicStyle.Scoring.Tests;

/// <summary>Members that look at embeddings, and the log-linear way to join members.</summary>
public class EmbeddingMemberTests
{
    [Fact]
    public void A_member_sees_the_embedding_of_its_window()
    {
        using var folder = Numbered.Folder();
        using var ensemble = folder.Load("ear");
        var verdict = Score(ensemble, [[[1, 2, 3], [3, 0, 1]]]);
        AssertClose(Softmax(1, 2, 3), verdict.Windows[0].Probabilities!);
        AssertClose(Softmax(3, 0, 1), verdict.Windows[1].Probabilities!);
    }

    [Fact]
    public void With_a_context_it_sees_the_mean_over_the_windows_around_that_are_not_silent()
    {
        using var folder = Numbered.Folder();
        folder.Member(2)["input"]!["context_s"] = 18;
        using var ensemble = folder.Load("ear");
        var verdict = Score(ensemble, [[[0, 0, 0], [1, 0, 0], [99, 0, 0], [3, 0, 0], [5, 0, 0]]], silent: 2);
        AssertClose(Softmax(0.5, 0, 0), verdict.Windows[0].Probabilities!);
        AssertClose(Softmax(0.5, 0, 0), verdict.Windows[1].Probabilities!);
        Assert.Null(verdict.Windows[2].Probabilities);
        AssertClose(Softmax(4, 0, 0), verdict.Windows[3].Probabilities!);
    }

    [Fact]
    public void The_embeddings_of_several_backbones_follow_each_other_in_the_order_of_their_names()
    {
        using var folder = Numbered.Folder();
        folder.AddBackbone("other", Numbered.Model(), Numbered.Places, Numbered.Input());
        folder.Member(2)["input"]!["backbones"] = new JsonArray("other", "places");
        var weights = new float[6, 3];
        (weights[0, 0], weights[3, 1]) = (1, 1);
        folder.SetModel(2, TinyOnnx.Linear(weights, new float[3]));
        using var ensemble = folder.Load("ear");
        Assert.Equal(["places", "other"], ensemble.Backbones.Select(backbone => backbone.Name));
        AssertClose(Softmax(2, 1, 0), Score(ensemble, [[[1, 0, 0]], [[2, 0, 0]]]).Probabilities!);
    }

    [Fact]
    public void Members_join_log_linearly_with_weights_as_they_are_and_a_bias_a_genre()
    {
        using var folder = Numbered.Folder();
        var join = JsonNode.Parse("""
            { "name": "joined", "combine": "log_linear", "weights": { "lin": 0.5, "ear": 1.25 }, "bias": { "Noisy": 0.75, "Odd": 16 },
              "calibration": { "kind": "temperature", "value": 1 }, "threshold": 0.5 }
            """);
        folder.Manifest["ensembles"]!.AsArray().Add(join);
        using var ensemble = folder.Load("joined");
        var verdict = Score(ensemble, [[[1, 2, -30], [0, 0, 0]]]);

        // Features are zeros: lin says a third of each. Of the first window ear says almost nothing of Odd, which counts as a millionth.
        double[] ear = Softmax(1, 2, -30);
        double[] first =
        [
            Math.Exp((0.5 * Math.Log(1 / 3.0)) + (1.25 * Math.Log(ear[0]))),
            Math.Exp(0.75 + (0.5 * Math.Log(1 / 3.0)) + (1.25 * Math.Log(ear[1]))),
            Math.Exp(16 + (0.5 * Math.Log(1 / 3.0)) + (1.25 * Math.Log(1e-6))),
        ];
        AssertClose([.. first.Select(p => p / first.Sum())], verdict.Windows[0].Probabilities!);
        AssertClose(Softmax(0, 0.75, 16), verdict.Windows[1].Probabilities!);
        AssertClose([.. Enumerable.Range(0, 3).Select(g => (verdict.Windows[0].Probabilities![g] + verdict.Windows[1].Probabilities![g]) / 2)], verdict.Probabilities!);
    }

    [Fact]
    public void Embeddings_that_are_missing_or_of_another_size_are_refused()
    {
        using var folder = Numbered.Folder();
        using var ensemble = folder.Load("ear");
        Assert.ThrowsAny<ArgumentException>(() => Score(ensemble, []));
        using var scorer = new TrackScorer(ensemble);
        scorer.Add(Numbered.Window(0), new float[25], []);
        Assert.ThrowsAny<ArgumentException>(() => scorer.Finish(6, [new float[4]]));
    }

    [Fact]
    public void The_model_version_covers_backbones_and_hearing()
    {
        using var folder = Numbered.Folder();
        var hearing = folder.SetHearing(TinyOnnx.Hearing(new float[3, 1], new float[3, 2]), """
            { "input": { "kind": "embedding", "backbones": ["places"] }, "embedding_width": 2, "sounds": [{ "name": "hum", "kind": "sound", "threshold": 0.5 }] }
            """);
        string Version()
        {
            using var ensemble = folder.Load("plain");
            return ensemble.ModelVersion;
        }

        string before = Version(), hash = (string)hearing["sha256"]!;
        folder.SetModel(hearing, TinyOnnx.Hearing(new float[3, 1], new float[3, 2] { { 1, 0 }, { 0, 0 }, { 0, 0 } }));
        Assert.NotEqual(hash, (string)hearing["sha256"]!);
        string after = Version();
        folder.SetModel(folder.Manifest["backbones"]![0]!.AsObject(), Numbered.Model(scale: 2));
        Assert.Equal(3, new HashSet<string> { before, after, Version() }.Count);
    }

    // Embeddings: by backbone, by window.
    private static TrackVerdict Score(Ensemble ensemble, float[][][] embeddings, int? silent = null)
    {
        using var scorer = new TrackScorer(ensemble);
        int windows = embeddings.FirstOrDefault()?.Length ?? 1;
        for (int window = 0; window < windows; window++)
            scorer.Add(Numbered.Window(window, window == silent), new float[25], []);
        return scorer.Finish(6 * windows, [.. embeddings.Select(rows => new ReadOnlyMemory<float>([.. rows.SelectMany(row => row)]))]);
    }

    private static double[] Softmax(params double[] logits)
    {
        double total = logits.Sum(Math.Exp);
        return [.. logits.Select(logit => Math.Exp(logit) / total)];
    }

    private static void AssertClose(double[] expected, IReadOnlyList<double> actual)
    {
        Assert.Equal(expected.Length, actual.Count);
        foreach (var (one, other) in expected.Zip(actual))
            Assert.Equal(one, other, 1e-6);
    }
}
