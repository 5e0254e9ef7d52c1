using GetYourMusicStyle.Features;

namespace GetYourMusicStyle.Cli.Training;

/// <summary>What was extracted of one file: N windows, features [N, 25], spectrograms [N, 100, 100] from 0 to 1 (<see cref="SpectrogramScale.Normalize"/>).</summary>
internal sealed record ExtractedFile(WindowSpan[] Windows, float[] Features, Half[] Spectrograms);
