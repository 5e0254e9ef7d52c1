using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Catalog.Tracks;
using GetYourMusicStyle.Contracts;
using GetYourMusicStyle.Pipeline.Tests.Hosts;
using GetYourMusicStyle.RecommenderService.Client;
using GetYourMusicStyle.RecommenderService.Consumers;
using GetYourMusicStyle.RecommenderService.Index;

namespace GetYourMusicStyle.Pipeline.Tests.Recommender;

/// <summary>The recommender within one process, with SQLite and the bus in memory.</summary>
public sealed class EmbeddedTests
{
    [Fact]
    public async Task What_is_scored_can_be_asked_for_at_once()
    {
        await using var system = new TestSystem { Index = index => index.PollSeconds = 3600 };
        var host = await system.StartAsync(Role.All);
        long[] tracks = new long[2];
        for (int i = 0; i < 2; i++)
            tracks[i] = (await host.UntilAsync(await host.SubmitAsync(new Tone(i)), JobState.Done)).TrackId;
        Assert.True((await host.Get<RecommenderClient>().FindSimilarAsync(tracks[1], 5, null, true, default)).Known);
        await host.IndexedAsync(2);
        Assert.Equal(tracks, (await host.Get<RecommenderClient>().DescribeAsync(tracks, default)).Select(track => track.Id));
    }

    [Fact]
    public async Task A_silent_track_is_not_indexed_and_a_deleted_one_goes()
    {
        await using var system = new TestSystem();
        var host = await system.StartAsync(Role.Recommender);
        long[] tracks = await host.AddAsync(4);
        await host.IndexedAsync(4);
        await host.Get<TrackStore>().DeleteAsync(tracks[0], default);
        await host.IndexedAsync(3);
        await host.AddAsync(1, from: 10, silent: true);
        long[] more = await host.AddAsync(1, from: 20);
        await Until.Async(() => Task.FromResult(host.Get<LibraryIndex>().Tracks!.Find(more[0]) is not null));
        Assert.Equal(4, host.Indexed());
    }

    [Fact]
    public async Task A_description_of_many_long_tracks_comes_in_several_messages()
    {
        await using var system = new TestSystem();
        var host = await system.StartAsync(Role.Recommender);
        long[] tracks = await host.AddAsync(60, folder: new string('\u00e9', 900));
        await host.IndexedAsync(60);
        var first = TrackDescriptions.Of(host.Get<LibraryIndex>().Tracks!, tracks);
        Assert.InRange(first.Seen, 1, 59);
        Assert.InRange(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(first).Length, 1, 95_000);
        Assert.Equal(tracks, (await host.Get<RecommenderClient>().DescribeAsync(tracks, default)).Select(track => track.Id));
    }
}
