namespace GetYourMusicStyle.Cli.Tests.Playlists;

/// <summary><c>gyms playlist</c> beside a running server, and asking it.</summary>
[Trait("Category", "Slow")]
[Collection("playlists")]
public class PlaylistServerTests(PlaylistWorld world)
{
    [Fact]
    public async Task While_the_server_runs_it_says_the_same_as_the_catalog_beside_it()
    {
        await using var server = await world.ServeAsync();
        string[] wish = ["--like", "two more", "--include-uncertain", "--seed", "3"];
        var local = await world.PlaylistAsync(wish);
        var remote = await world.PlaylistAsync([.. wish, "--server", server.Url]);
        Assert.True(local.Code == 0, local.Error);
        Assert.True(remote.Code == 0, remote.Error);
        Assert.Equal(local.Output, remote.Output);

        var file = await world.PlaylistAsync(["--like", "library/Cleo/Last.flac", "--include-uncertain", "--server", server.Url]);
        Assert.True(file.Code == 0, file.Error);
        Assert.DoesNotContain("Cleo/Last.flac", PlaylistTests.Paths(file.Output));

        await PlaylistWorld.WriteAsync(world.At("stranger.flac"), null, null, 14);
        var stranger = await world.PlaylistAsync(["--like", "stranger.flac", "--server", server.Url]);
        Assert.Equal(2, stranger.Code);
        Assert.Contains($"gyms submit stranger.flac --wait --server {server.Url}", stranger.Error);

        var unknown = await world.PlaylistAsync(["--genre", "Polka", "--server", server.Url]);
        Assert.Equal(1, unknown.Code);
        Assert.Contains("Calm", unknown.Error);
    }
}
