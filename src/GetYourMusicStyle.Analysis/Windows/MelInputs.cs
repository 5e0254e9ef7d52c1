using GetYourMusicStyle.Features.Mel;

namespace GetYourMusicStyle.Analysis.Windows;

/// <summary>The mel spectrograms that the models in use look at: the feature stage makes them, the scoring stage reads them.</summary>
public sealed record MelInputs(IReadOnlyList<MelParameters> All);
