using System.Text;
using GetYourMusicStyle.Cli.Output;
using GetYourMusicStyle.Features;

namespace GetYourMusicStyle.Cli.Training;

/// <summary>
/// The tables and arrays that <c>models/training</c> reads: <c>clips.csv</c>, <c>windows.csv</c>, <c>features.npy</c> [N, 25],
/// <c>contexts.npy</c> [N, 161] (the 25 and the texture of the log spectrogram) and <c>spectrograms.npy</c> [N, 100, 100], N the
/// windows of all clips in order. A clip is 30 s of a file, so a context of 30 s never sees another clip, nor the other side of a split.
/// </summary>
internal sealed class TrainingData : IDisposable
{
    private readonly string _folder;
    private readonly NpyFile<float> _features, _contexts;
    private readonly NpyFile<Half> _spectrograms;
    private readonly StringBuilder _clips = new($"clip,path,{string.Join(',', LabelledFile.Columns)}\n");
    private readonly StringBuilder _windows = new("row,clip,index,start_s,end_s,silent\n");
    private int _clip, _row;

    private TrainingData(string folder)
    {
        _folder = folder;
        _features = new NpyFile<float>(Path.Combine(folder, "features.npy"), FeatureNames.Count);
        _contexts = new NpyFile<float>(Path.Combine(folder, "contexts.npy"), FeatureSet.Textured.Width);
        _spectrograms = new NpyFile<Half>(Path.Combine(folder, "spectrograms.npy"), WindowAnalyzer.SpectrogramSize, WindowAnalyzer.SpectrogramSize);
    }

    /// <summary>Writes what was extracted of <paramref name="files"/>.</summary>
    public static void Write(string folder, IReadOnlyList<LabelledFile> files, ExtractionCache cache, CancellationToken cancellation)
    {
        using var data = new TrainingData(folder);
        foreach (var file in files)
        {
            cancellation.ThrowIfCancellationRequested();
            data.Add(file, cache.Read(file));
        }
        data.Commit();
    }

    public void Dispose()
    {
        _features.Dispose();
        _contexts.Dispose();
        _spectrograms.Dispose();
    }

    private void Add(LabelledFile file, ExtractedFile extracted)
    {
        foreach (var clip in ClipSelection.Of(extracted.Windows))
        {
            int first = clip.Start.Value, count = clip.End.Value - first;
            AddClip(file, extracted.Windows[clip], extracted.Features.AsSpan(first * FeatureNames.Count, count * FeatureNames.Count),
                extracted.Spectrograms.AsSpan(first * WindowAnalyzer.SpectrogramValues, count * WindowAnalyzer.SpectrogramValues));
        }
    }

    private void AddClip(LabelledFile file, WindowSpan[] windows, ReadOnlySpan<float> features, ReadOnlySpan<Half> spectrograms)
    {
        _clips.Append(CsvLine.Of([_clip, file.Path, .. file.Labels])).Append('\n');
        _features.Write(features);
        _spectrograms.Write(spectrograms);
        Span<float> context = stackalloc float[FeatureSet.Textured.Width];
        float[] wide = Textured(features, spectrograms);
        for (int i = 0; i < windows.Length; i++, _row++)
        {
            FeatureContext.Mean(windows, wide, i, ClipSelection.ClipSeconds, context);
            _contexts.Write(context);
            var window = windows[i];
            _windows.Append(CsvLine.Of([_row, _clip, i, Math.Round(window.StartSeconds, 3), Math.Round(window.EndSeconds, 3), window.Silent ? 1 : 0])).Append('\n');
        }
        _clip++;
    }

    private static float[] Textured(ReadOnlySpan<float> features, ReadOnlySpan<Half> spectrograms)
    {
        int count = features.Length / FeatureNames.Count;
        float[] rows = new float[count * FeatureSet.Textured.Width];
        float[] decibels = new float[WindowAnalyzer.SpectrogramValues];
        for (int i = 0; i < count; i++)
        {
            for (int v = 0; v < decibels.Length; v++)
                decibels[v] = SpectrogramScale.ToDecibels((float)spectrograms[(i * decibels.Length) + v]);
            FeatureSet.Textured.Fill(
                features.Slice(i * FeatureNames.Count, FeatureNames.Count), decibels, rows.AsSpan(i * FeatureSet.Textured.Width, FeatureSet.Textured.Width));
        }
        return rows;
    }

    private void Commit()
    {
        _features.Commit();
        _contexts.Commit();
        _spectrograms.Commit();
        AtomicFile.Write(Path.Combine(_folder, "windows.csv"), stream => stream.Write(Encoding.UTF8.GetBytes(_windows.ToString())));
        AtomicFile.Write(Path.Combine(_folder, "clips.csv"), stream => stream.Write(Encoding.UTF8.GetBytes(_clips.ToString())));
    }
}
