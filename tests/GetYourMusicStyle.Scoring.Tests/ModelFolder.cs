using System.Security.Cryptography;
using System.Text.Json.Nodes;
using GetYourMusicStyle.Scoring.Manifests;
using GetYourMusicStyle.Scoring.Models;

namespace GetYourMusicStyle.Scoring.Tests;

/// <summary>A temporary folder with a manifest of tiny models, which a test may bend before it is loaded.</summary>
public sealed class ModelFolder : IDisposable
{
    public static readonly string[] Genres = ["Calm", "Noisy", "Odd"];

    public ModelFolder()
    {
        Path = Directory.CreateTempSubdirectory("gyms-model-").FullName;
        Manifest = JsonNode.Parse("""
            {
              "format": 1, "name": "tiny", "window_s": 6, "hop_s": 6, "skip_s": 30, "context_s": 30,
              "members": [],
              "ensembles": [
                { "name": "plain", "combine": "weighted_mean", "weights": { "lin": 1 },
                  "calibration": { "kind": "temperature", "value": 1 }, "threshold": 0.4 },
                { "name": "all", "combine": "weighted_mean", "weights": { "lin": 1, "pic": 3 },
                  "calibration": { "kind": "temperature", "value": 2 }, "threshold": 0.5, "default": true }
              ]
            }
            """)!.AsObject();
        Manifest["genres"] = new JsonArray([.. Genres.Select(genre => (JsonNode)genre)]);
        AddMember("lin", Lin(), """{ "kind": "features", "feature_set": "librosa25" }""");
        AddMember("pic", TinyOnnx.OfMean([4, 0, -4], [-2, 0, 2]), """{ "kind": "log_spectrogram", "rows": 100, "columns": 100 }""");
    }

    public string Path { get; }

    public JsonObject Manifest { get; }

    public JsonObject Member(int index) => Manifest["members"]![index]!.AsObject();

    public JsonObject EnsembleEntry(int index) => Manifest["ensembles"]![index]!.AsObject();

    /// <summary>Replaces a member's model; the manifest names the new hash.</summary>
    public void SetModel(int index, byte[] model) => SetModel(Member(index), model);

    /// <summary>Replaces the model of a member, a backbone or the hearing.</summary>
    public void SetModel(JsonObject entry, byte[] model)
    {
        File.WriteAllBytes(System.IO.Path.Combine(Path, (string)entry["file"]!), model);
        entry["sha256"] = Convert.ToHexStringLower(SHA256.HashData(model));
    }

    public Ensemble Load(string? ensemble = null)
    {
        Save();
        return Ensemble.Load(new ScoringOptions { ModelDirectory = Path, Ensemble = ensemble, BatchSize = 4 });
    }

    public void Save() => File.WriteAllText(System.IO.Path.Combine(Path, ManifestFile.Name), Manifest.ToJsonString());

    public void Dispose() => Directory.Delete(Path, recursive: true);

    /// <summary>Logits are the first three features.</summary>
    public static byte[] Lin(int inputs = 25, int outputs = 3)
    {
        var weights = new float[inputs, outputs];
        for (int i = 0; i < outputs; i++)
            weights[i, i] = 1;
        return TinyOnnx.Linear(weights, new float[outputs]);
    }

    /// <summary>Adds a backbone and gives its entry.</summary>
    public JsonObject AddBackbone(string name, byte[] model, int width, string input)
    {
        var entry = new JsonObject { ["name"] = name, ["file"] = $"{name}.backbone.onnx", ["width"] = width, ["input"] = JsonNode.Parse(input) };
        SetModel(entry, model);
        if (Manifest["backbones"] is null)
            Manifest["backbones"] = new JsonArray();
        Manifest["backbones"]!.AsArray().Add(entry);
        return entry;
    }

    /// <summary>Says what else is heard; gives the entry.</summary>
    public JsonObject SetHearing(byte[] model, string entry)
    {
        Manifest["hearing"] = JsonNode.Parse(entry);
        var hearing = Manifest["hearing"]!.AsObject();
        hearing["file"] = "hearing.onnx";
        SetModel(hearing, model);
        return hearing;
    }

    /// <summary>Lets the same be heard in every track: a choir, more weakly a piano, no organ; and music by this logit.</summary>
    public void HearAlike(float music)
    {
        AddBackbone("constant", TinyOnnx.LinearOf([46, 2], new float[92, 1], [1], "embedding"), 1, """
            { "kind": "mel_spectrogram", "axes": ["frame", "mel"], "patch": { "frames": 46, "hop": 46 },
              "mel": { "sample_rate": 4000, "n_fft": 512, "win_length": 512, "hop_length": 512, "window": "hann", "center": true, "n_mels": 2,
                       "f_min": 0, "f_max": 2000, "scale": "slaney", "norm": "slaney", "power": 2, "log": { "kind": "none" } } }
            """);
        SetHearing(TinyOnnx.Hearing(new float[,] { { music, 1, 2, -3 } }, new float[,] { { 0.5f, -0.5f } }), """
            { "input": { "kind": "embedding", "backbones": ["constant"] }, "music": "music", "embedding_width": 2,
              "sounds": [
                { "name": "music", "kind": "hidden", "threshold": 0 }, { "name": "piano", "kind": "instrument", "threshold": 0.5, "precision": 0.9 },
                { "name": "choir", "kind": "voice", "threshold": 0.4 }, { "name": "organ", "kind": "instrument", "threshold": 0.3 } ] }
            """);
    }

    public void AddMember(string name, byte[] model, string input)
    {
        Manifest["members"]!.AsArray().Add(new JsonObject
        {
            ["name"] = name,
            ["file"] = $"{name}.onnx",
            ["input"] = JsonNode.Parse(input),
            ["temperature"] = 1.0,
        });
        SetModel(Manifest["members"]!.AsArray().Count - 1, model);
    }
}
