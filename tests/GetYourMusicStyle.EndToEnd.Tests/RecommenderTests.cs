using System.Text.Json;
using GetYourMusicStyle.EndToEnd.Tests.Deployments;
using GetYourMusicStyle.EndToEnd.Tests.Media;
using Xunit.Abstractions;

namespace GetYourMusicStyle.EndToEnd.Tests;

public sealed class RecommenderTests(Deployment deployment, ITestOutputHelper output) : DeploymentTest(deployment, output)
{
    [Fact]
    public async Task A_recommender_killed_and_started_again_has_everything_and_hears_of_more()
    {
        long track = await LibraryAsync();
        string before = Answer(await SimilarAsync(track));
        await Deployment.Recommender.KillAsync();
        var meanwhile = await ScoredAsync(Music.Short(3));
        Deployment.Recommender.Start();
        await Deployment.Recommender.ReadyAsync();
        Assert.Equal(before, Answer(await SimilarAsync(track)));
        Assert.True((await SimilarAsync(meanwhile)).TryGetProperty("items", out _));
    }

    [Fact]
    public async Task It_answers_while_the_database_is_away_with_what_it_knows_itself()
    {
        long track = await LibraryAsync();
        string before = Answer(await SimilarAsync(track));
        await Deployment.Postgres.KillAsync();
        try
        {
            var without = await SimilarAsync(track);
            Assert.Equal(before, Answer(without));
            Assert.All(without.GetProperty("items").EnumerateArray(), item => Assert.Equal(JsonValueKind.Null, item.GetProperty("sha256").ValueKind));
            var list = await Client.PostAsync("playlists", new { like = track, include_uncertain = true, size = 3 });
            Assert.NotEmpty(list.GetProperty("tracks").EnumerateArray());
        }
        finally
        {
            await Deployment.Postgres.RestartAsync();
        }
        long more = await ScoredAsync(Music.Short(1));
        Assert.True((await SimilarAsync(more)).TryGetProperty("items", out _));
    }

    [Fact]
    public async Task Of_two_one_may_go_and_a_broker_that_comes_back_is_found_again()
    {
        long track = await LibraryAsync();
        var second = Deployment.Add("recommender");
        await second.ReadyAsync();
        await Deployment.Recommender.KillAsync();
        string before = Answer(await SimilarAsync(track));
        await Deployment.Rabbit.KillAsync();
        await Deployment.Rabbit.RestartAsync();
        Assert.Equal(before, Answer(await SimilarAsync(track)));
        Assert.True(await second.MetricAsync("gyms_recommender_duration_seconds_count", "similar") > 0);
    }

    // Real recordings: tones that are alike would pass for encodings of one.
    private async Task<long> LibraryAsync() => await ScoredAsync([.. Music.Samples()]);

    private async Task<long> ScoredAsync(List<Song> songs)
    {
        var batch = await Client.CreateBatchAsync();
        await Client.UploadAsync(songs, batch);
        await Deployment.ProveAsync(batch, songs);
        return (await Catalog.SubmissionsAsync(batch))[0].TrackId;
    }

    // The client asks again while nobody answers.
    private Task<JsonElement> SimilarAsync(long track) => Client.GetAsync($"tracks/{track}/similar?include_uncertain=true&limit=3");

    private static string Answer(JsonElement page) =>
        string.Join(' ', page.GetProperty("items").EnumerateArray().Select(item => $"{item.GetProperty("id")}:{item.GetProperty("distance")}:{item.GetProperty("path")}"));
}
