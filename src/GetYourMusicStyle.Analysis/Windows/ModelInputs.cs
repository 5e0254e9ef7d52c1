using GetYourMusicStyle.Features.Mel;
using GetYourMusicStyle.Scoring.Embeddings;
using GetYourMusicStyle.Scoring.Models;

namespace GetYourMusicStyle.Analysis.Windows;

/// <summary>What the models in use look at besides features and log spectrograms: the feature stage makes it, the scoring stage reads it.</summary>
/// <param name="Mels">The mel spectrograms.</param>
/// <param name="Backbones">What makes the embeddings.</param>
public sealed record ModelInputs(IReadOnlyList<MelParameters> Mels, IReadOnlyList<Backbone> Backbones)
{
    /// <summary>What the models of an ensemble look at; nothing where there is none.</summary>
    public static ModelInputs Of(Ensemble? ensemble) => new(ensemble?.Mels ?? [], ensemble?.Backbones ?? []);

    /// <summary>The mel spectrograms that <see cref="Backbones"/> look at, which are not kept.</summary>
    public IReadOnlyList<MelParameters> BackboneMels { get; } = TrackEmbedder.MelsOf(Backbones);
}
