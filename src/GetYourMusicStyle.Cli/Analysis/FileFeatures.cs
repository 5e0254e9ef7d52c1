using GetYourMusicStyle.Analysis.Formats;
using GetYourMusicStyle.Analysis.Windows;
using GetYourMusicStyle.Cli.Input;

namespace GetYourMusicStyle.Cli.Analysis;

/// <summary>The windows of one file and their features; or the reason why there are none.</summary>
internal sealed record FeatureReport(AudioFile File, WindowTable Table)
{
    /// <summary>What the file is labelled; null when no labels are wanted.</summary>
    public string? Label { get; init; }

    public string? Error { get; init; }
}

/// <summary>From a path to the features of its windows. One a thread.</summary>
internal sealed class FileFeatures(WindowReader reader)
{
    /// <summary>All windows of one file, silent ones too.</summary>
    public FeatureReport Read(AudioFile file, CancellationToken cancellation)
    {
        try
        {
            var table = new WindowTable();
            table.DurationSeconds = reader.Read(file.Path, window => table.Add(window.Span, window.Features), cancellation);
            return new FeatureReport(file, table);
        }
        catch (Exception e) when (FileError.Explain(file.Path, e) is { } reason)
        {
            return new FeatureReport(file, new()) { Error = reason };
        }
    }
}
