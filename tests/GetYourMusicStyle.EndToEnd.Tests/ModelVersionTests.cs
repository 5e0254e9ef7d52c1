using GetYourMusicStyle.EndToEnd.Tests.Deployments;
using GetYourMusicStyle.EndToEnd.Tests.Media;
using Xunit.Abstractions;

namespace GetYourMusicStyle.EndToEnd.Tests;

public sealed class ModelVersionTests(Deployment deployment, ITestOutputHelper output) : DeploymentTest(deployment, output)
{
    [Fact]
    public async Task A_new_model_version_scores_what_is_missing_and_the_old_results_stay_readable()
    {
        var songs = Music.Short(60);
        var batch = await Client.CreateBatchAsync();
        await Client.UploadAsync(songs, batch);
        await Deployment.ProveAsync(batch, songs);
        long track = (await Catalog.SubmissionsAsync(batch))[0].TrackId;
        var before = await Client.GetAsync($"tracks/{track}/timeline");
        string old = before.GetProperty("model_version").GetString()!;

        await Deployment.Scoring.KillAsync();
        Deployment.Add("scoring-worker", settings: ("Scoring__Ensemble", "nn+xgb"));
        var api = Deployment.Add("api", settings: ("Scoring__Ensemble", "nn+xgb"));
        await api.ReadyAsync();
        using var client = new ApiClient(api.Address, Deployment.Key);
        await RerunAsync(client, batch, expected: songs.Count);

        var rows = await Catalog.SubmissionsAsync(batch);
        Assert.All(rows, row => Assert.Equal((2L, 2L, 2L * row.WindowCount!.Value, row.Scores), (row.Models, row.Summaries, row.Scores, row.DistinctScores)));
        var now = await client.GetAsync($"tracks/{track}/timeline");
        Assert.NotEqual(old, now.GetProperty("model_version").GetString());
        Assert.Equal(before.GetRawText(), (await client.GetAsync($"tracks/{track}/timeline?model={old}")).GetRawText());
        await RerunAsync(client, batch, expected: 0);       // nothing is missing any more
        await Deployment.ProveIdleAsync();
    }

    private async Task RerunAsync(ApiClient client, Guid batch, int expected)
    {
        var rerun = await client.PostAsync("reruns", new { stage = "scores", batch });
        var end = await Deployment.EndAsync(rerun.GetProperty("id").GetGuid(), expected);
        Assert.Equal(expected, end.GetProperty("counts").GetProperty("done").GetInt32());
    }
}
