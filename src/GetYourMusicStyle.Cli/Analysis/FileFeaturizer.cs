using GetYourMusicStyle.Analysis.Formats;
using GetYourMusicStyle.Analysis.Windows;
using GetYourMusicStyle.Cli.Input;

namespace GetYourMusicStyle.Cli.Analysis;

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
