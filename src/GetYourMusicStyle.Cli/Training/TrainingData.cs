using System.Text;
using GetYourMusicStyle.Cli.Output;
using GetYourMusicStyle.Features;

namespace GetYourMusicStyle.Cli.Training;

/// <summary>
/// The tables and arrays that <c>models/training</c> reads: <c>clips.csv</c>, <c>windows.csv</c>, <c>features.npy</c> [N, 25],
/// <c>contexts.npy</c> [N, 25] and <c>spectrograms.npy</c> [N, 100, 100], N the windows of all clips in order.
/// </summary>
internal static class TrainingData
{
    /// <summary>Width of the context in seconds; it never reaches past a clip.</summary>
    private const double ContextSeconds = 30;

    public static void Write(string folder, IReadOnlyList<CorpusClip> clips, ClipCache cache, CancellationToken cancellation)
    {
        using var features = new NpyFile<float>(Path.Combine(folder, "features.npy"), FeatureNames.Count);
        using var contexts = new NpyFile<float>(Path.Combine(folder, "contexts.npy"), FeatureNames.Count);
        using var spectrograms = new NpyFile<Half>(Path.Combine(folder, "spectrograms.npy"), WindowAnalyzer.SpectrogramSize, WindowAnalyzer.SpectrogramSize);
        var clipTable = new StringBuilder($"clip,path,{string.Join(',', CorpusManifest.LabelColumns)}\n");
        var windowTable = new StringBuilder("row,clip,index,start_s,end_s,silent\n");
        Span<float> context = stackalloc float[FeatureNames.Count];
        for (int clip = 0, row = 0; clip < clips.Count; clip++)
        {
            cancellation.ThrowIfCancellationRequested();
            var extracted = cache.Read(clips[clip]);
            clipTable.Append(CsvLine.Of([clip, clips[clip].Path, .. clips[clip].Labels])).Append('\n');
            features.Write(extracted.Features);
            spectrograms.Write(extracted.Spectrograms);
            for (int i = 0; i < extracted.Windows.Length; i++, row++)
            {
                var window = extracted.Windows[i];
                FeatureContext.Mean(extracted.Windows, extracted.Features, i, ContextSeconds, context);
                contexts.Write(context);
                windowTable.Append(CsvLine.Of([row, clip, i, Math.Round(window.StartSeconds, 3), Math.Round(window.EndSeconds, 3), window.Silent ? 1 : 0])).Append('\n');
            }
        }
        features.Commit();
        contexts.Commit();
        spectrograms.Commit();
        AtomicFile.Write(Path.Combine(folder, "windows.csv"), stream => stream.Write(Encoding.UTF8.GetBytes(windowTable.ToString())));
        AtomicFile.Write(Path.Combine(folder, "clips.csv"), stream => stream.Write(Encoding.UTF8.GetBytes(clipTable.ToString())));
    }
}
