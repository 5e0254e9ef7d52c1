using System.Security.Cryptography;
using GetYourMusicStyle.Audio;
using GetYourMusicStyle.Cli.Analysis;
using GetYourMusicStyle.Cli.Output;
using Microsoft.Extensions.DependencyInjection;

namespace GetYourMusicStyle.Cli.Training;

/// <summary>From a corpus to the arrays that the trainer reads; a run that was stopped goes on with the next clip.</summary>
internal static class Extraction
{
    private const string DoneFile = "extracted.txt";

    /// <summary>Brings <paramref name="data"/> up to date with the manifest.</summary>
    /// <exception cref="UsageException">The manifest cannot be used, or a clip of it cannot be read.</exception>
    public static async Task RunAsync(string manifest, string data, int jobs, CancellationToken cancellation)
    {
        var clips = CorpusManifest.Read(manifest);
        string state = $"{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(manifest)))} v{ClipCache.ExtractorVersion}\n";
        string done = Path.Combine(data, DoneFile);
        if (File.Exists(done) && File.ReadAllText(done) == state)
            return;
        var cache = new ClipCache(Path.Combine(data, "clips"));
        await ExtractAsync(clips, cache, jobs, cancellation);
        TrainingData.Write(data, clips, cache, cancellation);
        AtomicFile.Write(done, stream => stream.Write(System.Text.Encoding.ASCII.GetBytes(state)));
    }

    private static async Task ExtractAsync(IReadOnlyList<CorpusClip> clips, ClipCache cache, int jobs, CancellationToken cancellation)
    {
        await using var services = new ServiceCollection().AddAudio().AddFeatures().BuildServiceProvider();
        var extractors = new Pool<ClipExtractor>(() => ActivatorUtilities.CreateInstance<ClipExtractor>(services));
        var missing = clips.Where(clip => !cache.Has(clip)).DistinctBy(clip => clip.Sha256).ToList();
        using var progress = new Progress(missing.Count, missing.Count, "clips");
        (CorpusClip Clip, double Seconds, string? Error) Work(CorpusClip clip)
        {
            try
            {
                var extracted = extractors.Use(extractor => extractor.Extract(clip.FullPath, cancellation));
                cache.Write(clip, extracted);
                return (clip, extracted.Windows[^1].EndSeconds, null);
            }
            catch (AudioException e)
            {
                return (clip, 0, e.Message);
            }
        }

        int failures = 0;
        await foreach (var (clip, seconds, error) in OrderedRun.Over(missing, jobs, Work, cancellation))
        {
            progress.Add(1, seconds, error is not null);
            if (error is null)
                continue;
            failures++;
            progress.Around(() => CommandLine.Message($"{clip.FullPath}: {error}"));
        }
        if (failures > 0)
            throw new UsageException($"{failures} of {clips.Count} clips cannot be read; build the corpus again, or take them out of its manifest");
    }
}
