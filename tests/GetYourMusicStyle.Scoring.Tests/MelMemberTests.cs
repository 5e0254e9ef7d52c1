using System.Text.Json.Nodes;
using GetYourMusicStyle.Features;
using GetYourMusicStyle.Scoring.Tracks;

namespace GetYourMusicStyle.Scoring.Tests;

/// <summary>Another publisher's model: a mel spectrogram in, labels of its own out.</summary>
public class MelMemberTests
{
    private const int Bands = 4, Frames = 8;

    // The logit of a label is one of the first four values of the patch: with frames first, a band of its first frame.
    private static readonly string[] Labels = ["hush", "din", "racket", "speech"];

    [Fact]
    public void Labels_are_folded_into_genres_and_what_is_not_mapped_is_dropped()
    {
        using var folder = Folder();
        var verdict = Score(folder, Mel(Frames, (frame, band) => frame == 0 ? band switch { 0 => 1f, 1 => 2, 2 => 1, _ => 9 } : 0));
        double[] label = [Sigmoid(1), Sigmoid(2), Sigmoid(1)];
        double all = label.Sum();
        AssertClose([label[0] / all, (label[1] + label[2]) / all, 0], verdict.Probabilities!);
    }

    [Theory]
    [InlineData("softmax")]
    [InlineData("sigmoid")]
    [InlineData("none")]
    public void Outputs_become_probabilities_as_the_manifest_says(string output)
    {
        using var folder = Folder(member => (member["output"], member["map"]) = (output, JsonNode.Parse("""{ "hush": "Calm", "din": "Noisy", "racket": "Odd" }""")));
        var verdict = Score(folder, Mel(Frames, (frame, band) => frame == 0 ? 0.5f * band : 0));
        double[] value = [.. Enumerable.Range(0, 3).Select(band => output switch
        {
            "softmax" => Math.Exp(0.5 * band),
            "sigmoid" => Sigmoid(0.5 * band),
            _ => 0.5 * band,
        })];
        AssertClose([.. value.Select(v => v / value.Sum())], verdict.Probabilities!);
    }

    [Fact]
    public void The_outputs_of_the_patches_of_a_window_are_averaged()
    {
        using var folder = Folder(member => member["input"]!["patch"]!["hop"] = 3);
        // 16 frames: patches at 0, 3 and 6; each sees the frame of its own beginning only.
        float[] mel = Mel(16, (frame, band) => (frame, band) is (0, 0) or (3, 1) or (6, 1) ? 3 : 0);
        double high = Sigmoid(3), low = Sigmoid(0);
        double[] label = [high + low + low, low + high + high, low * 3];
        double all = label.Sum();
        AssertClose([label[0] / all, (label[1] + label[2]) / all, 0], Score(folder, mel).Probabilities!);
    }

    [Fact]
    public void Windows_that_share_batches_keep_their_own_patches()
    {
        using var folder = Folder(member => member["input"]!["patch"]!["hop"] = 3);     // 3 patches a window, batches of 4
        using var ensemble = folder.Load("mel");
        using var scorer = new TrackScorer(ensemble);
        float[][] mels = [.. Enumerable.Range(0, 5).Select(window => Mel(16, (frame, band) => band == window % 3 ? frame * 0.1f : 0))];
        for (int window = 0; window < mels.Length; window++)
            scorer.Add(new WindowSpan(6 * window, 6 * window + 6, false), new float[25], [], [mels[window]]);
        var together = scorer.Finish(30);
        for (int window = 0; window < mels.Length; window++)
            AssertClose(Score(folder, mels[window]).Probabilities!, together.Windows[window].Probabilities!);
    }

    [Fact]
    public void Axes_mean_and_std_are_those_of_the_manifest()
    {
        using var folder = Folder(member =>
        {
            member["input"]!["axes"] = new JsonArray("channel", "mel", "frame");
            (member["input"]!["mean"], member["input"]!["std"]) = (1, 2);
        }, FirstOf([1, Bands, Frames]));
        // With bands first, label i sees frame i of the lowest band.
        var verdict = Score(folder, Mel(Frames, (frame, band) => band == 0 ? frame : 50));
        double[] label = [Sigmoid((0 - 1) / 2.0), Sigmoid((1 - 1) / 2.0), Sigmoid((2 - 1) / 2.0)];
        AssertClose([label[0] / label.Sum(), (label[1] + label[2]) / label.Sum(), 0], verdict.Probabilities!);
    }

    [Fact]
    public void A_window_shorter_than_a_patch_is_repeated()
    {
        using var folder = Folder(member =>
        {
            member["input"]!["axes"] = new JsonArray("mel", "frame");
        }, FirstOf([Bands, Frames]));
        AssertClose(
            Score(folder, Mel(Frames, (frame, band) => frame % 2)).Probabilities!,
            Score(folder, Mel(2, (frame, band) => frame)).Probabilities!);
    }

    [Theory]
    [InlineData(1, new[] { 2f, 2, 3, 4, 4 })]
    [InlineData(3, new[] { 2f, 2, 2, 4, 4 })]
    public void A_context_of_several_windows_is_seen_by_each_or_by_so_many_together(int every, float[] middle)
    {
        using var folder = Contexts(every);
        using var ensemble = folder.Load("wide");
        using var scorer = new BatchScorer(ensemble);
        var (track, other) = (scorer.Begin(), scorer.Begin());      // both in the same batches
        for (int window = 0; window < 5; window++)
        {
            bool silent = window == 3;
            scorer.Add(track, Numbered.Window(window, silent), new float[25], [], [Numbered.Mel(window + 1)]);
            scorer.Add(other, Numbered.Window(window), new float[25], [], [Numbered.Mel(9)]);
        }
        scorer.End(track, 30);
        scorer.End(other, 30);
        scorer.Flush();
        Assert.Null(track.Verdict.Windows[3].Probabilities);
        foreach (int window in (int[])[0, 1, 2, 4])
            AssertClose(Softmax(middle[window] - 1, middle[window], middle[window] + 1), track.Verdict.Windows[window].Probabilities!);
        Assert.All(other.Verdict.Windows, window => AssertClose([1 / 3.0, 1 / 3.0, 1 / 3.0], window.Probabilities!));
    }

    [Fact]
    public void Where_a_context_is_seen_silent_windows_have_mel_spectrograms_too()
    {
        using var folder = Contexts(1);
        using var ensemble = folder.Load("wide");
        using var scorer = new TrackScorer(ensemble);
        Assert.ThrowsAny<ArgumentException>(() => scorer.Add(Numbered.Window(0, silent: true), [], []));
    }

    public static readonly TheoryData<string, Action<JsonObject>, string> Faults = new()
    {
        { "no parameters", m => m["input"]!.AsObject().Remove("mel"), "'mel': input mel_spectrogram needs mel, patch and axes" },
        { "parameter", m => m["input"]!["mel"]!["n_fft"] = 500, "'mel': n_fft must be a power of two" },
        { "misspelt parameter", m => m["input"]!["mel"]!["fmin"] = 0, "fmin" },
        { "axes", m => m["input"]!["axes"] = new JsonArray("mel"), "'mel': axes must be" },
        { "patch", m => m["input"]!["patch"]!["hop"] = 0, "'mel': patch:" },
        { "patch longer than the window", m => m["input"]!["patch"]!["frames"] = 5000, "a patch has 5000 frames, but a window of 6 s has only" },
        { "std", m => m["input"]!["std"] = 0, "std above 0" },
        { "output", m => m["output"] = "relu", "output 'relu' is not known; known: softmax, sigmoid, none" },
        { "temperature", m => (m["output"], m["temperature"]) = ("none", 2), "temperature must be 1" },
        { "labels", m => m["labels"] = new JsonArray("a", "a"), "labels must be" },
        { "map from no label", m => m["map"]!["cough"] = "Odd", "map names 'cough', which is no label" },
        { "map to no genre", m => m["map"]!["hush"] = "Polka", "map names 'Polka', which is no genre" },
        { "no map", m => m.Remove("map"), "label 'hush' is no genre, and there is no map" },
        { "number of labels", m => m["labels"]!.AsArray().Add("more"), "its output is Single [N, 4], not float32 [N, 5]: one value a label" },
        { "output name", m => m["output_name"] = "tags", "it has no output 'tags'; it has logits" },
        { "other shape", m => m["input"]!["mel"]!["n_mels"] = 5, "its input is Single [N, 8, 4], not float32 [N, 8, 5]" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void What_does_not_fit_is_refused_in_one_line(string what, Action<JsonObject> bend, string message)
    {
        using var folder = Folder(bend);
        var error = Assert.Throws<ModelException>(() => folder.Load("mel"));
        Assert.True(error.Message.Contains(message, StringComparison.Ordinal), $"{what}: {error.Message}");
        Assert.DoesNotContain('\n', error.Message);
    }

    private static TrackVerdict Score(ModelFolder folder, float[] mel)
    {
        using var ensemble = folder.Load("mel");
        using var scorer = new TrackScorer(ensemble);
        scorer.Add(new WindowSpan(0, 6, false), new float[25], [], [mel]);
        return scorer.Finish(6);
    }

    private static ModelFolder Folder(Action<JsonObject>? bend = null, byte[]? model = null)
    {
        var folder = new ModelFolder();
        folder.AddMember("mel", model ?? FirstOf([Frames, Bands]), """
            { "kind": "mel_spectrogram", "axes": ["frame", "mel"], "patch": { "frames": 8, "hop": 8 },
              "mel": { "sample_rate": 16000, "n_fft": 512, "win_length": 512, "hop_length": 256, "window": "hann", "center": true, "n_mels": 4,
                       "f_min": 0, "f_max": 8000, "scale": "slaney", "norm": "slaney", "power": 2, "log": { "kind": "none" } } }
            """);
        var member = folder.Member(2);
        member["output"] = "sigmoid";
        member["labels"] = new JsonArray([.. Labels.Select(label => (JsonNode)label)]);
        member["map"] = JsonNode.Parse("""{ "hush": "Calm", "din": "Noisy", "racket": "Noisy" }""");
        folder.Manifest["ensembles"]!.AsArray().Add(JsonNode.Parse("""
            { "name": "mel", "combine": "weighted_mean", "weights": { "mel": 1 }, "calibration": { "kind": "temperature", "value": 1 }, "threshold": 0.5 }
            """));
        bend?.Invoke(member);
        return folder;
    }

    // Logits are the numbers of the windows of the context.
    private static ModelFolder Contexts(int every)
    {
        var folder = new ModelFolder();
        folder.AddMember("wide", Numbered.Model("logits"), Numbered.Input($"\"context_s\": 18, \"every\": {every}"));
        folder.Manifest["ensembles"]!.AsArray().Add(JsonNode.Parse("""
            { "name": "wide", "combine": "weighted_mean", "weights": { "wide": 1 }, "calibration": { "kind": "temperature", "value": 1 }, "threshold": 0.5 }
            """));
        return folder;
    }

    private static double[] Softmax(params double[] logits)
    {
        double total = logits.Sum(Math.Exp);
        return [.. logits.Select(logit => Math.Exp(logit) / total)];
    }

    // Logits are the first four values of the input.
    private static byte[] FirstOf(int[] shape)
    {
        var weights = new float[shape.Aggregate((a, b) => a * b), Labels.Length];
        for (int i = 0; i < Labels.Length; i++)
            weights[i, i] = 1;
        return TinyOnnx.LinearOf(shape, weights, new float[Labels.Length]);
    }

    private static float[] Mel(int frames, Func<int, int, float> value) =>
        [.. Enumerable.Range(0, frames * Bands).Select(i => value(i / Bands, i % Bands))];

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static void AssertClose(IReadOnlyList<double> expected, IReadOnlyList<double> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        foreach (var (one, other) in expected.Zip(actual))
            Assert.Equal(one, other, 1e-6);
    }
}
