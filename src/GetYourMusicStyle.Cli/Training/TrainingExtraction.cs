using System.Security.Cryptography;
using System.Text;
using GetYourMusicStyle.Analysis;
using GetYourMusicStyle.Audio;
using GetYourMusicStyle.Cli.Analysis;
using GetYourMusicStyle.Cli.Output;
using GetYourMusicStyle.Features;
using Microsoft.Extensions.DependencyInjection;

namespace GetYourMusicStyle.Cli.Training;

/// <summary>From labelled files to the arrays that the trainer reads; a run that was stopped goes on with the next file.</summary>
internal static class TrainingExtraction
{
    private const string DoneFile = "extracted.txt";

    /// <summary>Brings <paramref name="data"/> up to date; returns how many files could not be read and are left out.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<LabelledFile> files, string data, int jobs, CancellationToken cancellation)
    {
        string state = State(files);
        string done = Path.Combine(data, DoneFile);
        if (File.Exists(done) && File.ReadAllText(done) == state)
            return 0;
        var cache = CacheOf(data);
        int failures = await ExtractAsync(files, cache, jobs, cancellation);
        File.Delete(done);
        TrainingData.Write(data, [.. files.Where(cache.Has)], cache, cancellation);
        if (failures == 0)
            AtomicFile.Write(done, stream => stream.Write(Encoding.ASCII.GetBytes(state)));
        return failures;
    }

    /// <summary>What was extracted into <paramref name="data"/>, a file each.</summary>
    public static ExtractionCache CacheOf(string data) => new(Path.Combine(data, "clips"));

    private static async Task<int> ExtractAsync(IReadOnlyList<LabelledFile> files, ExtractionCache cache, int jobs, CancellationToken cancellation)
    {
        await using var services = new ServiceCollection().AddAnalysis().BuildServiceProvider();
        using var extractors = new Pool<TrainingExtractor>(() => ActivatorUtilities.CreateInstance<TrainingExtractor>(services));
        var missing = files.Where(file => !cache.Has(file)).DistinctBy(file => file.Sha256).ToList();
        (LabelledFile File, double Seconds, string? Error) Work(LabelledFile file)
        {
            try
            {
                var extracted = extractors.Use(extractor => extractor.Extract(file.FullPath, cancellation));
                cache.Write(file, extracted);
                return (file, extracted.Windows[^1].EndSeconds, null);
            }
            catch (AudioException e)
            {
                return (file, 0, e.Message);
            }
        }

        int failures = 0;
        using var progress = new ProgressBar(missing.Count, missing.Count, "files");
        await foreach (var (file, seconds, error) in OrderedParallel.SelectAsync(missing, jobs, Work, cancellation))
        {
            progress.Add(1, seconds, error is not null);
            if (error is null)
                continue;
            failures++;
            progress.Around(() => StandardError.WriteLine($"{file.FullPath}: {error}"));
        }
        return failures;
    }

    // Changes with any file, any label and the extraction itself.
    private static string State(IReadOnlyList<LabelledFile> files)
    {
        var text = new StringBuilder();
        foreach (var file in files)
            text.Append(CsvLine.Of([file.Path, file.Sha256, .. file.Labels])).Append('\n');
        return $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))} v{ExtractorVersion.Revision} {FeatureSet.Textured.Name}\n";
    }
}
