using GetYourMusicStyle.Scoring;
using GetYourMusicStyle.Scoring.Manifests;

namespace GetYourMusicStyle.Fuzz.Targets;

/// <summary>The manifest of models that somebody else made.</summary>
internal sealed class ManifestTarget : FuzzTarget
{
    public override string Name => "manifest";

    public override int Share => 80;

    public override IReadOnlyList<byte[]> Words => WordsOf(
        "null", "[]", "{}", "\"\"", "-1", "1e999", "NaN", "9223372036854775807", "\"genres\":", "\"members\":", "\"ensembles\":", "\"backbones\":", "\"hearing\":", "\"input\":",
        "\"weights\":", "\"labels\":", "\"map\":", "\"calibration\":", "\"patch\":", "\"mel\":", "\"kind\":\"embedding\"", "\"kind\":\"mel_spectrogram\"", "\\ud800", "[[[[[[[[", ",");

    public override string Run(byte[] input)
    {
        Scratch.Write(ManifestFile.Name, input);
        var (manifest, bytes) = ManifestFile.Load(Scratch.Path);
        Holds(bytes.AsSpan().SequenceEqual(input), "other bytes were read");
        Holds(manifest.Genres.Count >= 2 && manifest.Members.Count >= 1 && manifest.Ensembles.Count >= 1, "it says nothing and is taken");
        return $"{manifest.Members.Count} {manifest.Backbones.Count} {manifest.Ensembles.Count}";
    }

    public override bool Documents(Exception error) => error is ModelException;
}
