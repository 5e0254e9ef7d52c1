using GetYourMusicStyle.Scoring.Manifests;

namespace GetYourMusicStyle.Scoring.Tracks;

/// <summary>What else is heard in a track: the mean over those of its windows that count in the verdict.</summary>
internal sealed class HearingMean(HearingEntry entry)
{
    private readonly double[] _strengths = new double[entry.Sounds.Count];
    private readonly double[] _embedding = new double[entry.EmbeddingWidth];
    private int _windows;

    /// <summary>The probability that it is music, 0 to 1; 1 where the manifest names no sound for it.</summary>
    public double Music => entry.Sounds.Index().Where(sound => sound.Item.Name == entry.Music).Select(sound => Strength(sound.Index)).FirstOrDefault(1);

    /// <summary>The sounds that are shown and at least as strong as their thresholds, strongest first.</summary>
    public IReadOnlyList<HeardSound> Sounds =>
    [
        .. entry.Sounds
            .Select((sound, i) => (Threshold: sound.Kind == HearingEntry.HiddenKind ? double.PositiveInfinity : sound.Threshold, Heard: new HeardSound(sound.Name, sound.Kind, Strength(i))))
            .Where(sound => sound.Heard.Strength >= sound.Threshold)
            .Select(sound => sound.Heard)
            .OrderByDescending(sound => sound.Strength),
    ];

    /// <summary>Where the track lies among others; null where the manifest has no embedding.</summary>
    public IReadOnlyList<float>? Embedding => _embedding.Length == 0 ? null : [.. _embedding.Select(value => (float)(value / _windows))];

    /// <summary>Takes what the model says of a window: logits of the sounds and, where it has one, the embedding.</summary>
    public void Add(ReadOnlySpan<float> sounds, ReadOnlySpan<float> embedding)
    {
        for (int i = 0; i < sounds.Length; i++)
            _strengths[i] += 1 / (1 + Math.Exp(-sounds[i]));
        for (int i = 0; i < embedding.Length; i++)
            _embedding[i] += embedding[i];
        _windows++;
    }

    private double Strength(int sound) => _strengths[sound] / _windows;
}
