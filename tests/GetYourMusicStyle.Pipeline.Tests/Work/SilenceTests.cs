using GetYourMusicStyle.Analysis.Formats;
using GetYourMusicStyle.Audio.Tests;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Contracts;
using GetYourMusicStyle.Pipeline.Objects;
using GetYourMusicStyle.Pipeline.Work;
using GetYourMusicStyle.Scoring.Models;

namespace GetYourMusicStyle.Pipeline.Tests.Work;

/// <summary>Silent windows cost nothing, and what was stored of them before can be read.</summary>
public sealed class SilenceTests : IDisposable
{
    private readonly StageHarness _stages = new();

    public void Dispose() => _stages.Dispose();

    [Fact]
    public async Task Nothing_is_stored_of_an_hour_of_silence_but_that_its_windows_are_there()
    {
        var job = await _stages.UploadAsync(Make((3600, false))) with { Priority = QueuePriority.Slow };
        await _stages.Get<FeatureWork>().RunAsync(job, StageHarness.NoProgress, default);

        Assert.Equal(600, (await _stages.Get<StoredFeatures>().FindWholeAsync(job.Sha256, default))!.Windows.Count);
        Assert.Equal(0, await SizeAsync(ObjectKeys.Spectrograms(job.Sha256, _stages.Version)));
        foreach (var backbone in _stages.Get<Ensemble>().Backbones)
            Assert.Equal(0, await SizeAsync(ObjectKeys.Embeddings(job.Sha256, _stages.Version, backbone.Key)));
        var scored = await ScoreAsync(job);
        Assert.Equal((null, 600), (scored.Genre, scored.Windows.Count));
        Assert.All(scored.Windows, window => Assert.Null(window.Probabilities));
        Assert.Equal(await PictureAsync(job, 0), await PictureAsync(job, 599));
        Assert.Null(await PictureAsync(job, 600));
    }

    [Fact]
    public async Task A_track_with_silent_windows_is_scored_and_pictured_alike_from_objects_that_have_them_and_that_do_not()
    {
        var job = await _stages.UploadWithFeaturesAsync(Make((12, true), (18, false), (24, true)));
        string spectrograms = ObjectKeys.Spectrograms(job.Sha256, _stages.Version);
        var table = await _stages.Get<StoredFeatures>().ReadTableAsync(job.Sha256, default);
        Assert.InRange(table.Sounding, 6, 7);       // a little noise may reach into the silence
        Assert.Equal(table.Sounding * SpectrogramCodec.WindowBytes, await SizeAsync(spectrograms));
        var sparse = await ScoreAsync(job);
        var pictures = new[] { await PictureAsync(job, 0), await PictureAsync(job, 3), await PictureAsync(job, 8) };
        Assert.Equal(3, pictures.DistinctBy(picture => Convert.ToHexString(picture!)).Count());
        Assert.NotNull(sparse.Genre);
        Assert.Equal(table.Windows.Select(window => window.Silent), sparse.Windows.Select(window => window.Probabilities is null));

        await MakeDenseAsync(spectrograms, table, SpectrogramCodec.WindowBytes);
        foreach (var backbone in _stages.Get<Ensemble>().Backbones)
            await MakeDenseAsync(ObjectKeys.Embeddings(job.Sha256, _stages.Version, backbone.Key), table, EmbeddingFormat.RowBytes(backbone.Width));

        Assert.NotNull(await _stages.Get<StoredFeatures>().FindWholeAsync(job.Sha256, default));
        var dense = await ScoreAsync(job);
        Assert.Equal(sparse.Probabilities, dense.Probabilities);
        foreach (var (one, other) in sparse.Windows.Zip(dense.Windows))
            Assert.Equal(one.Probabilities, other.Probabilities);
        Assert.Equal(pictures, [await PictureAsync(job, 0), pictures[1], await PictureAsync(job, 8)]);
    }

    private async Task<ScoredTrack> ScoreAsync(ClaimedJob job) => (await _stages.Get<ScoreWork>().RunAsync([job], default)).Single().Track!;

    private async Task<long> SizeAsync(string key) => (await _stages.Store.FindAsync(key, default))!.Size;

    private async Task<byte[]?> PictureAsync(ClaimedJob job, int window)
    {
        using var png = new MemoryStream();
        return await _stages.Get<SpectrogramReader>().WritePngAsync(job.Sha256, _stages.Version, window, png, default) ? png.ToArray() : null;
    }

    /// <summary>Puts rows of something in for the silent windows.</summary>
    private async Task MakeDenseAsync(string key, WindowTable table, int rowBytes)
    {
        using var sparse = new MemoryStream();
        await _stages.Store.CopyToAsync(key, 0, long.MaxValue / 2, sparse, default);
        using var rows = sparse.ToArray().Chunk(rowBytes).GetEnumerator();
        byte[] dense = [.. table.Windows.SelectMany(window => window.Silent || !rows.MoveNext() ? new byte[rowBytes] : rows.Current)];
        await _stages.Store.PutAsync(key, dense, "x/y", default);
    }

    /// <summary>A WAV file of noise and silence by turns.</summary>
    private string Make(params (int Seconds, bool Noise)[] parts)
    {
        var random = new Random(1);
        byte[] samples = [.. parts.SelectMany(part => Enumerable.Range(0, part.Seconds * 8000).Select(_ => (byte)(128 + (part.Noise ? random.Next(-100, 100) : 0))))];
        string path = Path.Combine(_stages.Folder, "parts.wav");
        File.WriteAllBytes(path, WavFile.Of(8000, samples));
        return path;
    }
}
