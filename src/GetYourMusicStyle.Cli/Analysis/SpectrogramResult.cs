using GetYourMusicStyle.Cli.Input;

namespace GetYourMusicStyle.Cli.Analysis;

/// <summary>What became of one track's spectrogram images: the seconds of audio worked on in this run, or why it failed.</summary>
internal sealed record SpectrogramResult(InputFile File, double Seconds, string? Error);
