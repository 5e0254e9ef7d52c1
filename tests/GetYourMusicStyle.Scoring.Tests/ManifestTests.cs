using System.Text.Json.Nodes;
using GetYourMusicStyle.Scoring.Models;

namespace GetYourMusicStyle.Scoring.Tests;

public class ManifestTests
{
    public static readonly TheoryData<string, Action<ModelFolder>, string> Faults = new()
    {
        { "format", f => f.Manifest["format"] = 2, "format 2 is not known" },
        { "no genres", f => f.Manifest["genres"] = new JsonArray(), "genres must be" },
        { "same genre twice", f => f.Manifest["genres"] = new JsonArray("A", "A", "B"), "genres must be" },
        { "no window", f => f.Manifest["window_s"] = 0, "window_s" },
        { "another window than the models'", f => f.Manifest["window_s"] = 10, "'lin': its input features is of windows of 6 s, but window_s is 10" },
        { "hop", f => f.Manifest["hop_s"] = 7, "hop_s" },
        { "missing key", f => f.Manifest.Remove("skip_s"), "skip_s" },
        { "null", f => f.Manifest["members"] = null, "members" },
        { "not a number", f => f.Manifest["hop_s"] = "six", "hop_s" },
        { "unknown input kind", f => f.Member(0)["input"]!["kind"] = "waveform", "input kind 'waveform' is not known; known: features, log_spectrogram, mel_spectrogram, embedding" },
        { "unknown feature set", f => f.Member(0)["input"]!["feature_set"] = "other", "feature set 'other' is not known" },
        { "picture size", f => f.Member(1)["input"]!["rows"] = 128, "100 rows and 100 columns, not 128" },
        { "temperature", f => f.Member(1)["temperature"] = 0, "'pic': temperature" },
        { "hash", f => f.Member(0)["sha256"] = "abc", "'lin': sha256" },
        { "path", f => f.Member(0)["file"] = "../lin.onnx", "'lin': file" },
        { "combine", f => f.EnsembleEntry(0)["combine"] = "vote", "combine 'vote' is not known" },
        { "no such member", f => f.EnsembleEntry(0)["weights"]!["ghost"] = 1, "no member 'ghost'" },
        { "weights", f => f.EnsembleEntry(0)["weights"]!["lin"] = 0, "'plain': weights" },
        { "calibration", f => f.EnsembleEntry(0)["calibration"]!["kind"] = "isotonic", "'isotonic' is not known" },
        { "threshold", f => f.EnsembleEntry(0)["threshold"] = 1.5, "threshold" },
        { "two defaults", f => f.EnsembleEntry(0)["default"] = true, "default" },
        { "missing model", f => File.Delete(Path.Combine(f.Path, "pic.onnx")), "'pic': cannot read" },
        { "altered model", f => File.AppendAllText(Path.Combine(f.Path, "lin.onnx"), "x"), "'lin': " },
        { "not a model", f => f.SetModel(0, "not a model"u8.ToArray()), "'lin' (lin.onnx) is not a model" },
        { "too many inputs", f => f.SetModel(0, ModelFolder.Lin(inputs: 26)), "its input is Single [N, 26], not float32 [N, 25]" },
        { "too many genres", f => f.SetModel(0, ModelFolder.Lin(outputs: 4)), "its output is Single [N, 4], not float32 [N, 3]" },
        { "picture model", f => f.SetModel(1, TinyOnnx.OfMean([1, 2, 3], [0, 0, 0], rows: 50)), "its input is Single [N, 1, 50, 100]" },
        { "output name", f => f.SetModel(0, TinyOnnx.Linear(new float[25, 3], new float[3], output: "scores")), "no output 'logits'" },
        { "fixed batch", f => f.SetModel(0, TinyOnnx.Linear(new float[25, 3], new float[3], fixedBatch: true)), "its input is Single [1, 25]" },
        { "model of nonsense", f => f.SetModel(0, TinyOnnx.Linear(new float[25, 3], [0, float.NaN, 0])), "'lin' answered with a value that is not finite" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void An_unusable_model_is_refused_with_a_clear_error(string what, Action<ModelFolder> bend, string message)
    {
        using var folder = new ModelFolder();
        bend(folder);
        var error = Assert.Throws<ModelException>(() => folder.Load());
        Assert.True(error.Message.Contains(message, StringComparison.Ordinal), $"{what}: {error.Message}");
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void A_folder_without_manifest_is_refused()
    {
        var error = Assert.Throws<ModelException>(() => Ensemble.Load(new ScoringOptions { ModelDirectory = "/no/such/folder" }));
        Assert.Contains("no model manifest at /no/such/folder/ensemble.json", error.Message);
    }

    [Fact]
    public void An_ensemble_that_is_not_there_is_refused_naming_those_that_are()
    {
        using var folder = new ModelFolder();
        var error = Assert.Throws<ModelException>(() => folder.Load("best"));
        Assert.Contains("plain, all", error.Message);
    }

    [Fact]
    public void The_default_ensemble_is_the_one_marked()
    {
        using var folder = new ModelFolder();
        using var ensemble = folder.Load();
        Assert.Equal("all", ensemble.Entry.Name);
        Assert.True(ensemble.NeedsSpectrograms);
    }

    [Fact]
    public void Fields_the_program_does_not_know_are_left_alone()
    {
        using var folder = new ModelFolder();
        folder.Manifest["note"] = "made by hand";
        using var ensemble = folder.Load();
        Assert.Equal(ModelFolder.Genres, ensemble.Manifest.Genres);
    }

    [Fact]
    public void The_model_version_tells_manifests_models_and_ensembles_apart()
    {
        using var folder = new ModelFolder();
        string Version(string? name = null)
        {
            using var ensemble = folder.Load(name);
            return ensemble.ModelVersion;
        }

        string first = Version();
        Assert.Matches("^[0-9a-f]{64}$", first);
        Assert.Equal(first, Version("all"));
        var versions = new HashSet<string> { first, Version("plain") };
        folder.EnsembleEntry(1)["threshold"] = 0.6;
        versions.Add(Version());
        folder.SetModel(0, TinyOnnx.Linear(new float[25, 3], [1, 2, 3]));
        versions.Add(Version());
        Assert.Equal(4, versions.Count);
    }
}
