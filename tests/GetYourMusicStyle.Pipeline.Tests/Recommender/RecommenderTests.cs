using GetYourMusicStyle.Analysis;
using GetYourMusicStyle.Catalog.Batches;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Catalog.Tracks;
using GetYourMusicStyle.Contracts;
using GetYourMusicStyle.Contracts.Messages;
using GetYourMusicStyle.Pipeline.Tests.Hosts;
using GetYourMusicStyle.RecommenderService.Client;
using GetYourMusicStyle.RecommenderService.Index;
using GetYourMusicStyle.RecommenderService.Queues;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace GetYourMusicStyle.Pipeline.Tests.Recommender;

/// <summary>Recommenders with a real broker and a real database.</summary>
[Trait("Category", "Slow")]
[Collection("servers")]
public sealed class RecommenderTests(RealServers servers)
{
    private const Role Api = Role.None;

    [Fact]
    public async Task What_is_scored_comes_by_message_to_every_recommender()
    {
        await using var brokered = await BrokeredSystem.OpenAsync(servers);
        brokered.Hosts.Index = index => index.PollSeconds = 3600;
        var first = await brokered.Hosts.StartAsync(Role.Recommender);
        var second = await brokered.Hosts.StartAsync(Role.Recommender);
        await first.IndexedAsync(0);
        await second.IndexedAsync(0);
        var workers = await brokered.Hosts.StartAsync(Role.Api | Role.Feature | Role.Scoring);
        var jobs = new List<Guid>();
        for (int i = 0; i < 4; i++)
            jobs.Add(await workers.SubmitAsync(new Tone(i)));
        foreach (var job in jobs)
            await workers.UntilAsync(job, JobState.Done);
        await first.IndexedAsync(4);
        await second.IndexedAsync(4);
        Assert.NotNull(first.Get<LibraryIndex>().Tracks!.Find((await workers.JobAsync(jobs[0])).TrackId)!.Summary);
    }

    [Fact]
    public async Task What_no_message_brought_is_found_by_polling()
    {
        await using var brokered = await BrokeredSystem.OpenAsync(servers);
        var recommender = await brokered.Hosts.StartAsync(Role.Recommender);
        await recommender.IndexedAsync(0);
        long[] tracks = await recommender.AddAsync(6);
        await recommender.IndexedAsync(6);
        await recommender.Get<TrackStore>().DeleteAsync(tracks[2], default);
        await recommender.IndexedAsync(5);
        Assert.Null(recommender.Get<LibraryIndex>().Tracks!.Find(tracks[2]));
    }

    [Fact]
    public async Task A_recommender_that_starts_has_what_was_scored_while_there_was_none()
    {
        await using var brokered = await BrokeredSystem.OpenAsync(servers);
        var api = await brokered.Hosts.StartAsync(Role.None);
        long[] tracks = await api.AddAsync(10);
        var first = await brokered.Hosts.StartAsync(Role.Recommender);
        await first.IndexedAsync(10);
        await first.StopAsync();
        await api.Get<TrackStore>().DeleteAsync(tracks[0], default);
        long[] more = await api.AddAsync(5, from: 100);
        var second = await brokered.Hosts.StartAsync(Role.Recommender);
        await second.IndexedAsync(14);
        Assert.All(more, track => Assert.NotNull(second.Get<LibraryIndex>().Tracks!.Find(track)));
    }

    [Fact]
    public async Task Requests_are_answered_by_whichever_recommender_is_there()
    {
        await using var brokered = await BrokeredSystem.OpenAsync(servers);
        var first = await brokered.Hosts.StartAsync(Role.Recommender);
        long[] tracks = await first.AddAsync(20);
        var second = await brokered.Hosts.StartAsync(Role.Recommender);
        var api = await brokered.Hosts.StartAsync(Api);
        await first.IndexedAsync(20);
        await second.IndexedAsync(20);
        Assert.Equal(tracks[1], (await api.SimilarAsync(tracks[0]))[0]);
        await first.StopAsync();
        Assert.Equal(tracks[3], (await api.SimilarAsync(tracks[2]))[0]);

        var client = api.Get<RecommenderClient>();
        Assert.False((await client.FindSimilarAsync(999_999, 5, null, false, default)).Known);
        var made = await client.MakePlaylistAsync(new("", [tracks[0], 999_999], [], 5, null, null, false, false), default);
        Assert.Equal([999_999], made.Unknown);
        made = await client.MakePlaylistAsync(new("", [], new() { ["Calm"] = 1 }, 7, null, "Mine", false, false), default);
        Assert.Equal(("Mine", 7), (made.Name, made.Ids.Length));
        Assert.Equal(tracks.Reverse(), (await client.DescribeAsync([.. tracks.Reverse(), 999_999], default)).Select(track => track.Id));
    }

    [Fact]
    public async Task Without_a_recommender_the_answer_comes_at_once_and_says_so()
    {
        await using var brokered = await BrokeredSystem.OpenAsync(servers);
        brokered.Hosts.Index = index => index.AnswerSeconds = 60;
        var api = await brokered.Hosts.StartAsync(Api);
        await Assert.ThrowsAsync<RecommenderUnavailableException>(
            () => api.Get<RecommenderClient>().FindSimilarAsync(1, 5, null, false, default).WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task Another_model_version_has_an_index_of_its_own_and_never_answers()
    {
        await using var brokered = await BrokeredSystem.OpenAsync(servers);
        brokered.Hosts.Index = index => index.AnswerSeconds = 2;
        var all = await brokered.Hosts.StartAsync(Role.Recommender);
        long[] tracks = await all.AddAsync(6);
        await all.IndexedAsync(6);
        brokered.Hosts.Scoring = scoring => scoring.Ensemble = "plain";
        var plain = await brokered.Hosts.StartAsync(Role.Recommender);
        await plain.IndexedAsync(0);
        var api = await brokered.Hosts.StartAsync(Api);
        Assert.NotEqual(all.Model(), api.Model());
        await Until.Async(async () => await brokered.Broker.ReadyAsync(RecommenderQueue.Name(api.Model())) is not null);
        Assert.False((await api.Get<RecommenderClient>().FindSimilarAsync(tracks[0], 5, null, false, default)).Known);

        await plain.Get<BatchStore>().RerunAsync(RerunStage.Scores, false, null, plain.Get<ExtractorVersion>().Name, plain.Model(), null, default);
        await plain.AddAsync(2, from: 100, expected: 8);
        await plain.IndexedAsync(8);
        Assert.Equal(6, all.Indexed());
        await plain.StopAsync();
        await Assert.ThrowsAsync<RecommenderUnavailableException>(() => api.Get<RecommenderClient>().FindSimilarAsync(tracks[0], 5, null, false, default));
    }

    [Fact]
    public async Task It_answers_while_the_database_is_away_and_catches_up_when_it_is_back()
    {
        await using var brokered = await BrokeredSystem.OpenAsync(servers);
        var recommender = await brokered.Hosts.StartAsync(Role.Recommender);
        long[] tracks = await recommender.AddAsync(6);
        await recommender.IndexedAsync(6);
        var api = await brokered.Hosts.StartAsync(Api);
        await api.SimilarAsync(tracks[0]);

        await servers.Postgres.KillAsync();
        try
        {
            Assert.Equal(tracks[1], (await api.SimilarAsync(tracks[0]))[0]);
            Assert.Equal(3, (await api.Get<RecommenderClient>().DescribeAsync(tracks[..3], default)).Count);
        }
        finally
        {
            await servers.Postgres.RestartAsync();
        }
        await recommender.AddAsync(2, from: 50);
        await recommender.IndexedAsync(8);
    }

    [Fact]
    public async Task After_a_restart_of_the_broker_it_hears_and_answers_again()
    {
        await using var brokered = await BrokeredSystem.OpenAsync(servers);
        brokered.Hosts.Index = index => index.PollSeconds = 3600;
        var recommender = await brokered.Hosts.StartAsync(Role.Recommender);
        await recommender.IndexedAsync(0);
        var other = await brokered.Hosts.StartAsync(Api);
        await servers.Rabbit.KillAsync();
        await Assert.ThrowsAsync<RecommenderUnavailableException>(() => other.Get<RecommenderClient>().FindSimilarAsync(1, 5, null, false, default));
        await servers.Rabbit.RestartAsync();

        long[] tracks = await recommender.AddAsync(4);
        await Until.Async(async () =>
        {
            // As a scoring worker does; what comes before the queue is there again is lost.
            await other.Services.GetRequiredService<IBus>().PublishBatch(tracks.Select(track => new TrackScored(track, other.Model())))
                .WaitAsync(TimeSpan.FromSeconds(30));
            await Task.Delay(300);
            return recommender.Indexed() == 4;
        });
        Assert.Equal(tracks[1], (await other.SimilarAsync(tracks[0]))[0]);
    }

    [Fact]
    public async Task A_recommender_that_is_gone_leaves_no_queue_that_fills()
    {
        await using var brokered = await BrokeredSystem.OpenAsync(servers);
        var recommender = await brokered.Hosts.StartAsync(Role.Recommender);
        await recommender.IndexedAsync(0);
        string queue = recommender.Get<TrackScoredQueue>().Name;
        await Until.Async(() => brokered.Broker.ExistsAsync(queue));
        await recommender.StopAsync();
        await Until.Async(async () => !await brokered.Broker.ExistsAsync(queue));
    }
}
