using GetYourMusicStyle.Analysis;
using GetYourMusicStyle.Cli.Input;

namespace GetYourMusicStyle.Cli.Analysis;

/// <summary>From a file to its report: what is wrong with the file becomes the report's error. One a thread.</summary>
internal sealed class FileClassifier(TrackAnalyzer analyzer)
{
    /// <summary>The verdict on one file.</summary>
    /// <param name="onFeatures">Is given the 25 features of every window that is not silent.</param>
    public ClassificationResult Classify(InputFile file, CancellationToken cancellation, Action<ReadOnlySpan<float>>? onFeatures = null)
    {
        try
        {
            var (verdict, duration) = analyzer.Analyze(file.Path, onFeatures, cancellation);
            return new ClassificationResult(file, ContentHash.OfFile(file)) { Verdict = verdict, DurationSeconds = duration };
        }
        catch (Exception e) when (FileError.Explain(file.Path, e) is { } reason)
        {
            return new ClassificationResult(file, ContentHash.OfFile(file)) { Error = reason };
        }
    }
}
