using GetYourMusicStyle.Scoring.Tests;

namespace GetYourMusicStyle.Api.Tests;

/// <summary>What else is heard in a track, from the models to the lists.</summary>
public sealed class SoundTests
{
    [Fact]
    public async Task Tracks_tell_what_is_heard_in_them_and_are_found_and_counted_by_it()
    {
        using var models = new ModelFolder();
        models.HearAlike(music: 3);
        models.Save();
        await using var server = await Server.StartAsync($"--Scoring:ModelDirectory={models.Path}");
        long id = (long)(await server.EndOfJobAsync(await server.UploadAsync(Music.New(), "a.wav")))["track_id"]!;
        await server.EndOfJobAsync(await server.UploadAsync(Music.Silence(12), "silent.wav"));

        foreach (var track in new[] { await server.GetAsync($"tracks/{id}"), (await server.GetAsync("tracks?sound=piano"))["items"]!.AsArray().Single()! })
        {
            Assert.Equal("""[{"name":"choir","kind":"voice","strength":0.880797},{"name":"piano","kind":"instrument","strength":0.731059}]""", track["sounds"]!.ToJsonString());
            Assert.Equal(0.952574, (double)track["music"]!);
        }
        Assert.Single((await server.GetAsync("tracks?sound=piano&sound=choir&sort=confidence"))["items"]!.AsArray());
        Assert.Empty((await server.GetAsync("tracks?sound=piano&sound=organ"))["items"]!.AsArray());
        var silent = (await server.GetAsync("tracks?q=silent"))["items"]!.AsArray().Single()!;
        Assert.Equal("[]", silent["sounds"]!.ToJsonString());

        var summary = await server.GetAsync("tracks/summary");
        Assert.Equal("""[{"sound":"choir","tracks":1},{"sound":"piano","tracks":1}]""", summary["sounds"]!.ToJsonString());
        Assert.Equal((2, 1), ((int)summary["tracks"]!, (int)(await server.GetAsync("tracks/summary?sound=choir"))["tracks"]!));
        Assert.Equal(
            """
            [{"name":"piano","kind":"instrument","threshold":0.5,"precision":0.9},{"name":"choir","kind":"voice","threshold":0.4,"precision":null},{"name":"organ","kind":"instrument","threshold":0.3,"precision":null}]
            """.Trim(),
            (await server.GetAsync("model"))["sounds"]!.ToJsonString());
        string many = string.Join('&', Enumerable.Range(0, 17).Select(n => $"sound={n}"));
        await ProblemAssert.CheckAsync(await server.Http.GetAsync($"tracks?{many}"), 400, "bad-request");
    }
}
