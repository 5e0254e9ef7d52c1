using System.Text.Json.Nodes;
using GetYourMusicStyle.Features;
using GetYourMusicStyle.Scoring.Embeddings;
using GetYourMusicStyle.Scoring.Models;

namespace GetYourMusicStyle.Scoring.Tests;

/// <summary>
/// A track whose windows are told apart by their mel spectrograms, each of one number all over, and a model that reads the number at the beginning of
/// each third of its patch: so it tells which windows it was shown. Mel spectrograms have 2 bands and 47 frames, 46 of which end before the next
/// window begins.
/// </summary>
public static class Numbered
{
    public const int Bands = 2, Frames = 47, Laid = 46, Places = 3;

    /// <summary>What no model may see: the frame that reaches into the next window.</summary>
    private const float Beyond = 1000;

    /// <summary>The input: a patch of a context of three windows.</summary>
    public static string Input(string more = "\"context_s\": 18") => $$"""
        { "kind": "mel_spectrogram", "axes": ["frame", "mel"], "patch": { "frames": {{Places * Laid}}, "hop": {{Places * Laid}} }, {{more}},
          "mel": { "sample_rate": 4000, "n_fft": 512, "win_length": 512, "hop_length": 512, "window": "hann", "center": true, "n_mels": {{Bands}},
                   "f_min": 0, "f_max": 2000, "scale": "slaney", "norm": "slaney", "power": 2, "log": { "kind": "none" } } }
        """;

    /// <summary>The model: the numbers it was shown, times <paramref name="scale"/>.</summary>
    public static byte[] Model(string output = "embedding", float scale = 1)
    {
        var weights = new float[Places * Laid * Bands, Places];
        for (int place = 0; place < Places; place++)
            weights[place * Laid * Bands, place] = scale;
        return TinyOnnx.LinearOf([Places * Laid, Bands], weights, new float[Places], output);
    }

    /// <summary>A folder with one backbone of that kind, <c>places</c>, which a member looks at, and whose logits are what it sees.</summary>
    public static ModelFolder Folder(Action<JsonObject>? bend = null)
    {
        var folder = new ModelFolder();
        var backbone = folder.AddBackbone("places", Model(), Places, Input());
        bend?.Invoke(backbone);
        folder.AddMember("ear", ModelFolder.Lin(Places), """{ "kind": "embedding", "backbones": ["places"] }""");
        folder.Manifest["ensembles"]!.AsArray().Add(JsonNode.Parse("""
            { "name": "ear", "combine": "weighted_mean", "weights": { "ear": 1 }, "calibration": { "kind": "temperature", "value": 1 }, "threshold": 0.5 }
            """));
        return folder;
    }

    public static WindowSpan Window(int number, bool silent = false) => new(6 * number, 6 * number + 6, silent);

    /// <summary>The mel spectrogram of a window of some number.</summary>
    public static float[] Mel(float number, int frames = Frames) =>
        [.. Enumerable.Range(0, frames * Bands).Select(i => i / Bands < Laid ? number : Beyond)];

    /// <summary>The embeddings of a track, a row a window, by each backbone of an ensemble.</summary>
    public static float[][][] Embed(Ensemble ensemble, params float[][] mels) => Embed(ensemble, [], mels);

    /// <summary>The same with some silent windows.</summary>
    public static float[][][] Embed(Ensemble ensemble, int[] silent, float[][] mels)
    {
        using var embedder = new TrackEmbedder(ensemble.Backbones);
        return Embed(embedder, ensemble, silent, mels);
    }

    public static float[][][] Embed(TrackEmbedder embedder, Ensemble ensemble, int[] silent, float[][] mels)
    {
        for (int window = 0; window < mels.Length; window++)
            embedder.Add(Window(window, silent.Contains(window)), [mels[window]]);
        float[][][] embeddings = [.. embedder.Finish().Zip(ensemble.Backbones, (all, backbone) => all.ToArray().Chunk(backbone.Width).ToArray())];
        embedder.Reset();
        return embeddings;
    }
}
