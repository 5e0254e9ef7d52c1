using System.Security.Cryptography;
using GetYourMusicStyle.Analysis;
using GetYourMusicStyle.Analysis.Formats;
using GetYourMusicStyle.Audio.Tests;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Contracts;
using GetYourMusicStyle.Features;
using GetYourMusicStyle.Pipeline.Objects;
using GetYourMusicStyle.Pipeline.Work;
using GetYourMusicStyle.Scoring;
using GetYourMusicStyle.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace GetYourMusicStyle.Pipeline.Tests.Work;

/// <summary>The work of the stages over a folder store with nothing in it, with the models and samples of the repository.</summary>
public sealed class StageHarness : IDisposable
{
    private readonly ServiceProvider _services;
    private int _tracks;

    public StageHarness()
        : this("models")
    {
    }

    /// <param name="models">The model folder, below the repository.</param>
    /// <param name="of">Whose store to use; one with nothing in it when left out.</param>
    internal StageHarness(string models, StageHarness? of = null)
    {
        Folder = Directory.CreateTempSubdirectory("gyms-stages-").FullName;
        _services = new ServiceCollection()
            .AddLogging()
            .AddAnalysis()
            .AddScoring(options => options.ModelDirectory = Path.Combine(Root, models))
            .AddStorage(options => options.Folder = Path.Combine(of?.Folder ?? Folder, "store"))
            .AddPipelineWork(options => options.TemporaryFolder = Temporary)
            .BuildServiceProvider();
        Store = _services.GetRequiredService<IObjectStore>();
        Store.PrepareAsync(default).GetAwaiter().GetResult();
    }

    public static string Root { get; } = FindRoot();

    public static string[] Samples { get; } = [.. new[] { "chaos-god.mp3", "city-blues.mp3", "coherence.opus", "minstrels.flac", "orchestra.ogg", "parsec.m4a" }
        .Select(name => Path.Combine(Root, "samples", name))];

    public static IProgress<double> NoProgress { get; } = new Progress(_ => { });

    public string Folder { get; }

    public string Temporary => Path.Combine(Folder, "temporary");

    public IObjectStore Store { get; }

    public string Version => Get<ExtractorVersion>().Name;

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Puts a file in the store as an upload does.</summary>
    public async Task<ClaimedJob> UploadAsync(string path)
    {
        string sha256 = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(path)));
        await Store.PutFileAsync(ObjectKeys.Audio(sha256), path, "audio/any", default);
        return NewJob(sha256);
    }

    public ClaimedJob NewJob(string sha256) => new(
        new JobAttempt(Guid.CreateVersion7(), Contracts.Stage.Featurize, 1), ++_tracks, sha256, 0, JobKind.Classify, QueuePriority.Bulk, false, false, null, null, DateTime.UtcNow);

    public async Task<ClaimedJob> UploadWithFeaturesAsync(string path)
    {
        var job = await UploadAsync(path);
        await Get<FeatureWork>().RunAsync(job, NoProgress, default);
        return job;
    }

    /// <summary>A track that has features, if not of any audio.</summary>
    public async Task<ClaimedJob> MakeUpFeaturesAsync(int windows)
    {
        var table = new WindowTable { DurationSeconds = 6 * windows };
        for (int window = 0; window < windows; window++)
            table.Add(new WindowSpan(6 * window, 6 * (window + 1), false), new float[FeatureNames.Count]);
        var job = NewJob(Convert.ToHexStringLower(SHA256.HashData(BitConverter.GetBytes(windows))));
        await Store.PutAsync(ObjectKeys.Spectrograms(job.Sha256, Version), new byte[windows * SpectrogramCodec.WindowBytes], SpectrogramCodec.MediaType, default);
        await Store.PutAsync(ObjectKeys.Windows(job.Sha256, Version), WindowTableFormat.Encode(table), WindowTableFormat.MediaType, default);
        return job;
    }

    /// <summary>A WAV file, mono, 8 kHz, 8 bit, of noise that swells.</summary>
    public string MakeNoise(double seconds)
    {
        string path = Path.Combine(Folder, $"noise{seconds}.wav");
        byte[] samples = new byte[(int)(seconds * 8000)];
        var random = new Random(1);
        for (int i = 0; i < samples.Length; i++)
            samples[i] = (byte)(128 + (random.Next(-100, 100) * (i % 80_000) / 80_000));
        File.WriteAllBytes(path, WavFile.Of(8000, samples));
        return path;
    }

    public void Dispose()
    {
        _services.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private static string FindRoot()
    {
        string folder = AppContext.BaseDirectory;
        while (!Directory.Exists(Path.Combine(folder, "samples")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("There is no samples folder above the tests.");
        return folder;
    }
}

/// <summary>Progress reported at once, on the thread that reports it.</summary>
public sealed class Progress(Action<double> report) : IProgress<double>
{
    public void Report(double value) => report(value);
}
