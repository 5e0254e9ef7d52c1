using GetYourMusicStyle.Audio;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Pipeline.Objects;
using GetYourMusicStyle.Pipeline.Work;
using GetYourMusicStyle.Storage;

namespace GetYourMusicStyle.Pipeline.Tests.Work;

/// <summary>What is there, missing, damaged or not to be had.</summary>
public sealed class StageTests : IDisposable
{
    private readonly StageHarness _stages = new();

    public void Dispose() => _stages.Dispose();

    [Fact]
    public async Task Features_that_are_there_are_not_made_again_unless_asked_for()
    {
        var job = await _stages.UploadAsync(_stages.MakeNoise(20));
        var made = await Features(job);
        await _stages.Store.DeleteAsync(ObjectKeys.Audio(job.Sha256), default);
        Assert.Equal(made, await Features(job));
        await Assert.ThrowsAsync<ObjectMissingException>(() => Features(job with { Redo = true }));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task Features_that_are_lost_or_cut_are_noticed_and_made_again(bool windows, bool lost)
    {
        var job = await _stages.UploadWithFeaturesAsync(_stages.MakeNoise(20));
        string key = windows ? ObjectKeys.Windows(job.Sha256, _stages.Version) : ObjectKeys.Spectrograms(job.Sha256, _stages.Version);
        if (lost)
            await _stages.Store.DeleteAsync(key, default);
        else
            await _stages.Store.PutAsync(key, new byte[30_000], "x/y", default);
        Type expected = lost ? typeof(ObjectMissingException) : typeof(ObjectDamagedException);

        Assert.IsType(expected, (await Score(job)).Failure);
        Assert.IsType(expected, await Record.ExceptionAsync(() => RenderAsync(job)));
        await Features(job);
        Assert.NotNull((await Score(job)).Track);
    }

    [Fact]
    public async Task A_track_without_features_fails_alone()
    {
        var good = await _stages.UploadWithFeaturesAsync(_stages.MakeNoise(20));
        var bad = _stages.NewJob(new string('a', 64));
        var outcomes = await _stages.Get<ScoreWork>().RunAsync([bad, good, bad with { TrackId = 77 }, good], default);
        Assert.Equal([false, true, false, true], outcomes.Select(outcome => outcome.Track is not null));
        Assert.IsType<ObjectMissingException>(outcomes[0].Failure);
        Assert.Equal(77, outcomes[2].Job.TrackId);
    }

    [Theory]
    [InlineData(2, AudioFault.TooShort)]
    [InlineData(0, AudioFault.NotAudio)]
    public async Task A_file_that_is_no_use_says_why_and_leaves_nothing(int seconds, AudioFault fault)
    {
        string path = Path.Combine(_stages.Folder, "letter.txt");
        await File.WriteAllTextAsync(path, "Dear Sir or Madam");
        var job = await _stages.UploadAsync(seconds == 0 ? path : _stages.MakeNoise(seconds));
        Assert.Equal(fault, (await Assert.ThrowsAsync<AudioException>(() => Features(job))).Fault);
        Assert.Null(await _stages.Store.FindAsync(ObjectKeys.Spectrograms(job.Sha256, _stages.Version), default));
        AssertNothingTemporary();
    }

    [Fact]
    public async Task Work_that_is_cancelled_stops_at_the_next_window_and_leaves_nothing()
    {
        var job = await _stages.UploadAsync(_stages.MakeNoise(120));
        using var cancellation = new CancellationTokenSource();
        int windows = 0;
        var progress = new Progress(_ =>
        {
            if (++windows == 3)
                cancellation.Cancel();
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _stages.Get<FeatureWork>().RunAsync(job, progress, cancellation.Token));
        Assert.Equal(3, windows);
        Assert.Null(await _stages.Store.FindAsync(ObjectKeys.Windows(job.Sha256, _stages.Version), default));
        AssertNothingTemporary();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _stages.Get<ScoreWork>().RunAsync([job], cancellation.Token));
    }

    [Fact]
    public async Task Images_that_are_missing_are_rendered_and_the_last_says_that_all_are_there()
    {
        var job = await _stages.UploadWithFeaturesAsync(_stages.MakeNoise(63));
        var reported = new List<double>();
        string version = await _stages.Get<SpectrogramImageWork>().RunAsync(job, new Progress(share => { lock (reported) reported.Add(share); }), default);
        Assert.Equal(_stages.Version, version);
        Assert.Equal(10, reported.Count);
        var rendered = await StoredImagesAsync(job);
        Assert.Equal(11, rendered.Count);

        await _stages.Store.DeleteAsync(ImageKey(4), default);
        await RenderAsync(job);
        Assert.Equal(10, (await StoredImagesAsync(job)).Count);       // not checked: the last is there
        await _stages.Store.DeleteAsync(ImageKey(10), default);
        await _stages.Store.PutAsync(ImageKey(7), new byte[1], "x/y", default);
        await RenderAsync(job);
        Assert.Equal(11, (await StoredImagesAsync(job)).Count);
        Assert.Equal(1, (await _stages.Store.FindAsync(ImageKey(7), default))!.Size);     // it was there
        await RenderAsync(job with { Redo = true });
        Assert.Equal(rendered, await StoredImagesAsync(job));

        string ImageKey(int window) => ObjectKeys.SpectrogramImage(job.Sha256, _stages.Version, window);
    }

    [Fact]
    public async Task Short_tracks_do_not_wait_for_a_long_one()
    {
        var longOne = await _stages.MakeUpFeaturesAsync(260);
        var shortOne = await _stages.MakeUpFeaturesAsync(3);
        var other = await _stages.MakeUpFeaturesAsync(5);
        var order = new List<ClaimedJob>();
        await _stages.Get<ScoreWork>().RunAsync([longOne, other, shortOne], default, outcome => order.Add(outcome.Job));
        Assert.Equal([shortOne, other, longOne], order);
    }

    [Fact]
    public void What_a_killed_worker_left_is_removed_and_what_a_living_one_has_is_not()
    {
        string left = Path.Combine(_stages.Temporary, Guid.NewGuid().ToString("N"));
        string mine = _stages.Get<TemporaryFolder>().NewFile().Path;
        Directory.CreateDirectory(left);
        File.WriteAllText(Path.Combine(left, "half"), "");
        File.WriteAllText(left + ".lock", "");
        File.WriteAllText(mine, "");

        using (var next = new TemporaryFolder(_stages.Get<Microsoft.Extensions.Options.IOptions<PipelineOptions>>()))
        {
            Assert.False(Directory.Exists(left));
            Assert.False(File.Exists(left + ".lock"));
            Assert.True(File.Exists(mine));
        }
        Assert.Single(Directory.GetDirectories(_stages.Temporary));
    }

    private Task<TrackFacts> Features(ClaimedJob job) => _stages.Get<FeatureWork>().RunAsync(job, StageHarness.NoProgress, default);

    private Task<string> RenderAsync(ClaimedJob job) => _stages.Get<SpectrogramImageWork>().RunAsync(job, StageHarness.NoProgress, default);

    private async Task<ScoreOutcome> Score(ClaimedJob job) => (await _stages.Get<ScoreWork>().RunAsync([job], default)).Single();

    private async Task<SortedDictionary<string, long>> StoredImagesAsync(ClaimedJob job)
    {
        var images = new SortedDictionary<string, long>(StringComparer.Ordinal);
        await foreach (var image in _stages.Store.ListAsync(ObjectKeys.SpectrogramImages(job.Sha256, _stages.Version), default))
            images[image.Key] = image.Size;
        return images;
    }

    private void AssertNothingTemporary() =>
        Assert.DoesNotContain(Directory.EnumerateFiles(_stages.Temporary, "*", SearchOption.AllDirectories), file => !file.EndsWith(".lock", StringComparison.Ordinal));
}
