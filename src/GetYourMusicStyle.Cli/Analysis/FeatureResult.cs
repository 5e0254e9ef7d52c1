using GetYourMusicStyle.Analysis.Formats;
using GetYourMusicStyle.Cli.Input;

namespace GetYourMusicStyle.Cli.Analysis;

/// <summary>The windows of one file and their features; or the reason why there are none.</summary>
internal sealed record FeatureResult(InputFile File, WindowTable Table)
{
    /// <summary>What the file is labelled; null when no labels are wanted.</summary>
    public string? Label { get; init; }

    public string? Error { get; init; }
}
