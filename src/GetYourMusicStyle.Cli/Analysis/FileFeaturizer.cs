using GetYourMusicStyle.Analysis.Formats;
using GetYourMusicStyle.Analysis.Windows;
using GetYourMusicStyle.Cli.Input;

namespace GetYourMusicStyle.Cli.Analysis;

/// <summary>The windows of one file and their features; or the reason why there are none.</summary>
internal sealed record FeatureResult(InputFile File, WindowTable Table)
{
    /// <summary>What the file is labelled; null when no labels are wanted.</summary>
    public string? Label { get; init; }

    public string? Error { get; init; }
}

/// <summary>From a path to the features of its windows. One a thread.</summary>
internal sealed class FileFeaturizer(WindowReader reader)
{
    /// <summary>All windows of one file, silent ones too.</summary>
    public FeatureResult Featurize(InputFile file, CancellationToken cancellation)
    {
        try
        {
            var table = new WindowTable();
            table.DurationSeconds = reader.Read(file.Path, window => table.Add(window.Span, window.Features), cancellation);
            return new FeatureResult(file, table);
        }
        catch (Exception e) when (FileError.Explain(file.Path, e) is { } reason)
        {
            return new FeatureResult(file, new()) { Error = reason };
        }
    }
}
