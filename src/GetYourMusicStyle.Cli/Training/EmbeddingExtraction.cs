using System.Runtime.InteropServices;
using GetYourMusicStyle.Analysis;
using GetYourMusicStyle.Analysis.Windows;
using GetYourMusicStyle.Audio;
using GetYourMusicStyle.Cli.Analysis;
using GetYourMusicStyle.Cli.Output;
using GetYourMusicStyle.Scoring;
using GetYourMusicStyle.Scoring.Manifests;
using Microsoft.Extensions.DependencyInjection;

namespace GetYourMusicStyle.Cli.Training;

/// <summary>
/// Writes <c>embeddings.npy</c> [N, width], N the windows of <see cref="TrainingData"/>, by the backbones of a folder of models. What was made is
/// kept a file each: a run that was stopped goes on, and a later one does only what is new.
/// </summary>
internal static class EmbeddingExtraction
{
    public const string FileName = "embeddings.npy";

    /// <summary>Brings the embeddings of <paramref name="data"/> up to date; nothing is done where there are no models, or they have no backbone.</summary>
    /// <param name="files">The files that <see cref="TrainingExtraction"/> was given.</param>
    /// <param name="data">The folder that it wrote.</param>
    /// <param name="models">The folder of the models.</param>
    /// <returns>Whether there are embeddings.</returns>
    /// <exception cref="ModelException">The models cannot be used.</exception>
    public static async Task<bool> RunAsync(IReadOnlyList<LabelledFile> files, string data, string models, int jobs, CancellationToken cancellation)
    {
        if (!File.Exists(Path.Combine(models, ManifestFile.Name)))
            return false;
        await using var services = new ServiceCollection().AddAnalysis().AddScoring(options => options.ModelDirectory = models).BuildServiceProvider();
        var backbones = services.GetRequiredService<ModelInputs>().Backbones;
        if (backbones.Count == 0)
            return false;
        string folder = Path.Combine(data, "embeddings", string.Join('-', backbones.Select(backbone => backbone.Key)));
        using var extractors = new Pool<EmbeddingExtractor>(() => ActivatorUtilities.CreateInstance<EmbeddingExtractor>(services));
        var missing = files.Where(file => !File.Exists(PathOf(folder, file))).DistinctBy(file => file.Sha256).ToList();
        using var progress = new ProgressBar(missing.Count, missing.Count, "files embedded");
        await foreach (var (file, embedded) in OrderedParallel.SelectAsync(missing, jobs, Work, cancellation))
        {
            progress.Add(1, 0, !embedded);
            if (!embedded)
                progress.Around(() => StandardError.WriteLine($"{file.FullPath}: cannot be embedded"));
        }
        Write(files, data, folder, backbones.Sum(backbone => backbone.Width), cancellation);
        return true;

        (LabelledFile File, bool Embedded) Work(LabelledFile file)
        {
            try
            {
                float[] rows = extractors.Use(extractor => extractor.Extract(file.FullPath, cancellation));
                AtomicFile.Write(PathOf(folder, file), stream => stream.Write(MemoryMarshal.AsBytes(rows.AsSpan())));
                return (file, true);
            }
            catch (AudioException)
            {
                return (file, false);       // it was told by TrainingExtraction, and has no windows
            }
        }
    }

    private static void Write(IReadOnlyList<LabelledFile> files, string data, string folder, int width, CancellationToken cancellation)
    {
        var cache = TrainingExtraction.CacheOf(data);
        using var output = new NpyFile<float>(Path.Combine(data, FileName), width);
        foreach (var file in files.Where(cache.Has))
        {
            cancellation.ThrowIfCancellationRequested();
            float[] rows = [.. MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(PathOf(folder, file)))];
            foreach (var clip in ClipSelection.Of(cache.Read(file).Windows))
                output.Write(rows.AsSpan((clip.Start.Value * width)..(clip.End.Value * width)));
        }
        output.Commit();
    }

    private static string PathOf(string folder, LabelledFile file) => Path.Combine(folder, file.Sha256[..2], file.Sha256);
}
