using GetYourMusicStyle.Audio;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Pipeline.Objects;
using GetYourMusicStyle.Pipeline.Work;
using GetYourMusicStyle.Storage;

namespace GetYourMusicStyle.Pipeline.Tests.Work;

/// <summary>What is there, missing, damaged or not to be had.</summary>
public sealed class StageTests : IDisposable
{
    private readonly Studio _studio = new();

    public void Dispose() => _studio.Dispose();

    [Fact]
    public async Task Features_that_are_there_are_not_made_again_unless_wished()
    {
        var ticket = await _studio.UploadAsync(_studio.MakeNoise(20));
        var made = await Features(ticket);
        await _studio.Store.DeleteAsync(ObjectKeys.Audio(ticket.Sha256), default);
        Assert.Equal(made, await Features(ticket));
        await Assert.ThrowsAsync<ObjectMissingException>(() => Features(ticket with { Redo = true }));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task Features_that_are_lost_or_cut_are_noticed_and_made_again(bool windows, bool lost)
    {
        var ticket = await _studio.UploadWithFeaturesAsync(_studio.MakeNoise(20));
        string key = windows ? ObjectKeys.Windows(ticket.Sha256, _studio.Version) : ObjectKeys.Spectrograms(ticket.Sha256, _studio.Version);
        if (lost)
            await _studio.Store.DeleteAsync(key, default);
        else
            await _studio.Store.PutAsync(key, new byte[30_000], "x/y", default);
        Type expected = lost ? typeof(ObjectMissingException) : typeof(ObjectDamagedException);

        Assert.IsType(expected, (await Score(ticket)).Failure);
        Assert.IsType(expected, await Record.ExceptionAsync(() => Pictures(ticket)));
        await Features(ticket);
        Assert.NotNull((await Score(ticket)).Track);
    }

    [Fact]
    public async Task A_track_without_features_fails_alone()
    {
        var good = await _studio.UploadWithFeaturesAsync(_studio.MakeNoise(20));
        var bad = _studio.Ticket(new string('a', 64));
        var outcomes = await _studio.Get<ScoreWork>().RunAsync([bad, good, bad with { TrackId = 77 }, good], default);
        Assert.Equal([false, true, false, true], outcomes.Select(outcome => outcome.Track is not null));
        Assert.IsType<ObjectMissingException>(outcomes[0].Failure);
        Assert.Equal(77, outcomes[2].Job.TrackId);
    }

    [Theory]
    [InlineData(2, AudioFault.TooShort)]
    [InlineData(0, AudioFault.NotAudio)]
    public async Task A_file_that_is_no_use_says_why_and_leaves_nothing(int seconds, AudioFault fault)
    {
        string path = Path.Combine(_studio.Folder, "letter.txt");
        await File.WriteAllTextAsync(path, "Dear Sir or Madam");
        var ticket = await _studio.UploadAsync(seconds == 0 ? path : _studio.MakeNoise(seconds));
        Assert.Equal(fault, (await Assert.ThrowsAsync<AudioException>(() => Features(ticket))).Fault);
        Assert.Null(await _studio.Store.FindAsync(ObjectKeys.Spectrograms(ticket.Sha256, _studio.Version), default));
        AssertNothingTemporary();
    }

    [Fact]
    public async Task Work_that_is_cancelled_stops_at_the_next_window_and_leaves_nothing()
    {
        var ticket = await _studio.UploadAsync(_studio.MakeNoise(120));
        using var cancellation = new CancellationTokenSource();
        int windows = 0;
        var progress = new Progress(_ =>
        {
            if (++windows == 3)
                cancellation.Cancel();
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _studio.Get<FeatureWork>().RunAsync(ticket, progress, cancellation.Token));
        Assert.Equal(3, windows);
        Assert.Null(await _studio.Store.FindAsync(ObjectKeys.Windows(ticket.Sha256, _studio.Version), default));
        AssertNothingTemporary();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _studio.Get<ScoreWork>().RunAsync([ticket], cancellation.Token));
    }

    [Fact]
    public async Task Pictures_that_are_missing_are_drawn_and_the_last_tells_that_all_are_there()
    {
        var ticket = await _studio.UploadWithFeaturesAsync(_studio.MakeNoise(63));
        var told = new List<double>();
        string version = await _studio.Get<SpectrogramImageWork>().RunAsync(ticket, new Progress(share => { lock (told) told.Add(share); }), default);
        Assert.Equal(_studio.Version, version);
        Assert.Equal(10, told.Count);
        var drawn = await PicturesThere(ticket);
        Assert.Equal(11, drawn.Count);

        await _studio.Store.DeleteAsync(Picture(4), default);
        await Pictures(ticket);
        Assert.Equal(10, (await PicturesThere(ticket)).Count);       // not looked for: the last is there
        await _studio.Store.DeleteAsync(Picture(10), default);
        await _studio.Store.PutAsync(Picture(7), new byte[1], "x/y", default);
        await Pictures(ticket);
        Assert.Equal(11, (await PicturesThere(ticket)).Count);
        Assert.Equal(1, (await _studio.Store.FindAsync(Picture(7), default))!.Size);     // it was there
        await Pictures(ticket with { Redo = true });
        Assert.Equal(drawn, await PicturesThere(ticket));

        string Picture(int window) => ObjectKeys.SpectrogramImage(ticket.Sha256, _studio.Version, window);
    }

    [Fact]
    public async Task Short_tracks_do_not_wait_for_a_long_one()
    {
        var longOne = await _studio.MakeUpFeaturesAsync(260);
        var shortOne = await _studio.MakeUpFeaturesAsync(3);
        var other = await _studio.MakeUpFeaturesAsync(5);
        var order = new List<ClaimedJob>();
        await foreach (var outcome in _studio.Get<ScoreWork>().StreamAsync([longOne, other, shortOne], default))
            order.Add(outcome.Job);
        Assert.Equal([shortOne, other, longOne], order);
    }

    [Fact]
    public void What_a_killed_worker_left_is_removed_and_what_a_living_one_has_is_not()
    {
        string left = Path.Combine(_studio.Temporary, "gone");
        string mine = _studio.Get<WorkFolder>().NewFile().Path;
        Directory.CreateDirectory(left);
        File.WriteAllText(Path.Combine(left, "half"), "");
        File.WriteAllText(left + ".lock", "");
        File.WriteAllText(mine, "");

        using (var next = new WorkFolder(_studio.Get<Microsoft.Extensions.Options.IOptions<PipelineOptions>>()))
        {
            Assert.False(Directory.Exists(left));
            Assert.False(File.Exists(left + ".lock"));
            Assert.True(File.Exists(mine));
        }
        Assert.Single(Directory.GetDirectories(_studio.Temporary));
    }

    private Task<TrackFacts> Features(ClaimedJob ticket) => _studio.Get<FeatureWork>().RunAsync(ticket, Studio.NoProgress, default);

    private Task<string> Pictures(ClaimedJob ticket) => _studio.Get<SpectrogramImageWork>().RunAsync(ticket, Studio.NoProgress, default);

    private async Task<ScoreOutcome> Score(ClaimedJob ticket) => (await _studio.Get<ScoreWork>().RunAsync([ticket], default)).Single();

    private async Task<SortedDictionary<string, long>> PicturesThere(ClaimedJob ticket)
    {
        var pictures = new SortedDictionary<string, long>(StringComparer.Ordinal);
        await foreach (var picture in _studio.Store.ListAsync(ObjectKeys.SpectrogramImages(ticket.Sha256, _studio.Version), default))
            pictures[picture.Key] = picture.Size;
        return pictures;
    }

    private void AssertNothingTemporary() =>
        Assert.DoesNotContain(Directory.EnumerateFiles(_studio.Temporary, "*", SearchOption.AllDirectories), file => !file.EndsWith(".lock", StringComparison.Ordinal));
}
