using System.Text.Json;
using GetYourMusicStyle.Cli.Server;
using GetYourMusicStyle.Recommender.Files;

namespace GetYourMusicStyle.Cli.Subsonic;

/// <summary>Brings a playlist to a Subsonic server: finds its songs there, then makes the playlist, or fills the one of this name that it made before.</summary>
internal sealed class PlaylistPush(SubsonicClient server)
{
    /// <summary>Written into the comment of a playlist: by this, later runs know that it is theirs to replace.</summary>
    public const string Mark = "Made by GetYourMusicStyle";

    private const int SongsPerSearch = 100;
    private const int SearchesAtATime = 4;

    /// <summary>Songs that an address has room for: servers and proxies end at 4 to 8 KB.</summary>
    private const int SongsPerAddress = 50;

    /// <summary>Brings it there.</summary>
    /// <param name="replace">Whether a playlist of this name that somebody else made may be written over.</param>
    /// <exception cref="ServerException">The server refuses or is away; or there is a playlist of this name that is not ours.</exception>
    public async Task<PushResult> PushAsync(string name, IReadOnlyList<PlaylistEntry> tracks, bool replace, CancellationToken cancellation)
    {
        await server.ConnectAsync(cancellation);
        var (there, ours) = await FindAsync(name, replace, cancellation);
        var songs = new SubsonicSong?[tracks.Count];
        var limit = new ParallelOptions { MaxDegreeOfParallelism = SearchesAtATime, CancellationToken = cancellation };
        await Parallel.ForAsync(0, tracks.Count, limit, async (i, token) => songs[i] = await SearchAsync(tracks[i], token));

        string[] ids = [.. songs.OfType<SubsonicSong>().Select(song => song.Id).Distinct()];
        PlaylistEntry[] missing = [.. tracks.Where((_, i) => songs[i] is null)];
        if (ids.Length == 0)
            return new PushResult(0, false, missing);
        string id = await BeginAsync(there, name, ids, cancellation);
        if (!ours)
            await server.CallAsync("updatePlaylist", [new("playlistId", id), new("comment", Mark)], cancellation);
        foreach (string[] more in ids.Skip(First(ids)).Chunk(SongsPerAddress))
            await server.CallOnceAsync("updatePlaylist", more.Select(song => new KeyValuePair<string, string>("songIdToAdd", song)).Prepend(new("playlistId", id)), cancellation);
        await CheckAsync(id, ids, cancellation);
        return new PushResult(ids.Length, there is not null, missing);
    }

    private async Task<SubsonicSong?> SearchAsync(PlaylistEntry track, CancellationToken cancellation)
    {
        foreach (string query in SongMatch.Queries(track))
        {
            var response = await server.CallAsync(
                "search3", [new("query", query), new("songCount", $"{SongsPerSearch}"), new("artistCount", "0"), new("albumCount", "0")], cancellation);
            if (SongMatch.Best(track, response.Field("searchResult3").Items("song").Select(SubsonicSong.Of).OfType<SubsonicSong>()) is { } song)
                return song;
        }
        return null;
    }

    private async Task<(string? Id, bool Ours)> FindAsync(string name, bool replace, CancellationToken cancellation)
    {
        var named = (await PlaylistsAsync(cancellation)).Where(list => list.Text("name") == name && IsUsers(list)).ToList();
        if (named.Find(list => list.Text("comment") == Mark) is { ValueKind: JsonValueKind.Object } ours)
            return (ours.Text("id"), true);
        if (named.Count == 0)
            return (null, false);
        return replace ? (named[0].Text("id"), false) : throw new ServerException(
            $"the Subsonic server has a playlist '{name}' that this program did not make; give another --name, or write over it with --replace", isTransient: false);
    }

    /// <summary>Makes the playlist with the first songs, or empties the one that is there and puts them in; the result is its id.</summary>
    private async Task<string> BeginAsync(string? there, string name, string[] ids, CancellationToken cancellation)
    {
        var songs = ids.Take(First(ids)).Select(id => new KeyValuePair<string, string>("songId", id));
        if (there is not null)
        {
            await server.CallAsync("createPlaylist", songs.Prepend(new("playlistId", there)), cancellation);
            return there;
        }
        var response = await server.CallOnceAsync("createPlaylist", songs.Prepend(new("name", name)), cancellation);
        // Servers before 1.14.0 do not tell the id: it is the newest of this name.
        return response.Field("playlist").Text("id")
            ?? (await PlaylistsAsync(cancellation)).Where(list => list.Text("name") == name && IsUsers(list)).MaxBy(list => list.Text("created"), StringComparer.Ordinal).Text("id")
            ?? throw new ServerException("the Subsonic server made the playlist, but does not list it", isTransient: false);
    }

    private int First(string[] ids) => server.SupportsFormPost ? ids.Length : SongsPerAddress;

    private async Task CheckAsync(string id, string[] ids, CancellationToken cancellation)
    {
        var response = await server.CallAsync("getPlaylist", [new("id", id)], cancellation);
        int there = response.Field("playlist").Items("entry").Count();
        if (there != ids.Length)
            throw new ServerException($"the playlist has {there} songs at the Subsonic server instead of {ids.Length}; run it again", isTransient: false);
    }

    private async Task<IReadOnlyList<JsonElement>> PlaylistsAsync(CancellationToken cancellation) =>
        [.. (await server.CallAsync("getPlaylists", [], cancellation)).Field("playlists").Items("playlist")];

    private bool IsUsers(JsonElement playlist) =>
        playlist.Text("owner") is not { } owner || server.UserName is null || owner.Equals(server.UserName, StringComparison.OrdinalIgnoreCase);
}
