using GetYourMusicStyle.Features;

namespace GetYourMusicStyle.Cli.Training;

/// <summary>What was extracted of one file: N windows, features [N, 25], spectrograms [N, 100, 100] as (dB + 80) / 80.</summary>
internal sealed record ExtractedFile(WindowSpan[] Windows, float[] Features, Half[] Spectrograms);
