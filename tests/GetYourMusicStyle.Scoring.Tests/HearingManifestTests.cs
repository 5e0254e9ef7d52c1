using System.Text.Json.Nodes;

namespace GetYourMusicStyle.Scoring.Tests;

/// <summary>What a manifest may not say of backbones, of embeddings, of what else is heard and of the log-linear join.</summary>
public class HearingManifestTests
{
    public static readonly TheoryData<string, Action<ModelFolder>, string> Faults = new()
    {
        { "same backbone twice", f => f.AddBackbone("places", Numbered.Model(), 3, Numbered.Input()), "backbones must have different names" },
        { "backbone on features", f => Backbone(f)["input"] = JsonNode.Parse("""{ "kind": "features", "feature_set": "librosa25" }"""), "backbone 'places': a backbone's input must be of kind mel_spectrogram" },
        { "no width", f => Backbone(f)["width"] = 0, "backbone 'places': width must be from 1" },
        { "backbone's path", f => Backbone(f)["file"] = "../x.onnx", "backbone 'places': file must be" },
        { "context", f => Backbone(f)["input"]!["context_s"] = 0, "backbone 'places': its context_s must be above 0" },
        { "context too short", f => Backbone(f)["input"]!["context_s"] = 12, "a patch has 138 frames, but a context of 2 windows has only 92" },
        { "every", f => Backbone(f)["input"]!["every"] = 4, "every must be from 1 to 3" },
        { "every without context", f => { Backbone(f)["input"]!["patch"]!["frames"] = 40; Backbone(f)["input"]!.AsObject().Remove("context_s"); Backbone(f)["input"]!["every"] = 3; }, "every needs context_s" },
        { "altered backbone", f => File.AppendAllText(Path.Combine(f.Path, "places.backbone.onnx"), "x"), "backbone 'places': " },
        { "missing backbone", f => File.Delete(Path.Combine(f.Path, "places.backbone.onnx")), "backbone 'places': cannot read" },
        { "wrong width", f => Backbone(f)["width"] = 4, "its output is Single [N, 3], not float32 [N, 4]: one value a number of the embedding" },
        { "wrong input", f => Backbone(f)["input"]!["mel"]!["n_mels"] = 3, "its input is Single [N, 138, 2], not float32 [N, 138, 3]" },
        { "wrong output", f => Backbone(f)["output_name"] = "logits", "backbone 'places' (places.backbone.onnx): it has no output 'logits'; it has embedding" },
        { "unknown backbone", f => f.Member(2)["input"]!["backbones"] = new JsonArray("ears"), "member 'ear': there is no backbone 'ears'" },
        { "no backbone", f => f.Member(2)["input"]!.AsObject().Remove("backbones"), "member 'ear': input embedding needs the names" },
        { "backbone twice", f => f.Member(2)["input"]!["backbones"] = new JsonArray("places", "places"), "input embedding needs the names of one or more different backbones" },
        { "member's context", f => f.Member(2)["input"]!["context_s"] = -1, "member 'ear': its context_s" },
        { "member of another width", f => f.SetModel(2, ModelFolder.Lin(4)), "its input is Single [N, 4], not float32 [N, 3]" },
        { "hearing on mels", f => Hearing(f)["input"] = JsonNode.Parse(Numbered.Input()), "hearing: its input must be of kind embedding" },
        { "hearing on nothing", f => Hearing(f)["input"]!["backbones"] = new JsonArray("ears"), "hearing: there is no backbone 'ears'" },
        { "no sounds", f => Hearing(f)["sounds"] = new JsonArray(), "hearing: sounds must be one or more" },
        { "kind of sound", f => Hearing(f)["sounds"]![1]!["kind"] = "smell", "hearing: sound 'hum': kind 'smell' is not known; known: instrument, voice, mood, sound, hidden" },
        { "threshold of a sound", f => Hearing(f)["sounds"]![1]!["threshold"] = 2, "hearing: sound 'hum': threshold and precision" },
        { "music", f => Hearing(f)["music"] = "noise", "hearing: music names 'noise'" },
        { "width of the hearing", f => Hearing(f)["embedding_width"] = 3, "hearing (hearing.onnx): its output is Single [N, 2], not float32 [N, 3]" },
        { "number of sounds", f => Hearing(f)["sounds"]!.AsArray().RemoveAt(1), "its output is Single [N, 2], not float32 [N, 1]: one value a sound" },
        { "altered hearing", f => File.AppendAllText(Path.Combine(f.Path, "hearing.onnx"), "x"), "hearing: " },
        { "bias of a mean", f => f.EnsembleEntry(0)["bias"] = JsonNode.Parse("""{ "Calm": 1 }"""), "'plain': only combine log_linear has a bias" },
        { "bias of no genre", f => { f.EnsembleEntry(0)["combine"] = "log_linear"; f.EnsembleEntry(0)["bias"] = JsonNode.Parse("""{ "Polka": 1 }"""); }, "'plain': bias names 'Polka', which is no genre" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void What_does_not_fit_is_refused_in_one_line(string what, Action<ModelFolder> bend, string message)
    {
        using var folder = Numbered.Folder();
        folder.SetHearing(TinyOnnx.Hearing(new float[3, 2], new float[3, 2]), """
            { "input": { "kind": "embedding", "backbones": ["places"] }, "music": "music", "embedding_width": 2,
              "sounds": [{ "name": "music", "kind": "hidden", "threshold": 0.5 }, { "name": "hum", "kind": "sound", "threshold": 0.5 }] }
            """);
        folder.Load("ear").Dispose();
        bend(folder);
        var error = Assert.Throws<ModelException>(() => folder.Load("ear"));
        Assert.True(error.Message.Contains(message, StringComparison.Ordinal), $"{what}: {error.Message}");
        Assert.DoesNotContain('\n', error.Message);
    }

    private static JsonObject Backbone(ModelFolder folder) => folder.Manifest["backbones"]![0]!.AsObject();

    private static JsonObject Hearing(ModelFolder folder) => folder.Manifest["hearing"]!.AsObject();
}
