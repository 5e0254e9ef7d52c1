using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using GetYourMusicStyle.Cli.Input;
using GetYourMusicStyle.Cli.Server;
using GetYourMusicStyle.Cli.Server.Responses;
using GetYourMusicStyle.Recommender.Files;

namespace GetYourMusicStyle.Cli.Playlists;

/// <summary>The library of a server, and playlists that it makes.</summary>
internal sealed partial class RemoteCatalog(ServerClient server)
{
    /// <summary>Asks for a playlist.</summary>
    /// <exception cref="UsageException">A file or words name no track of the server.</exception>
    /// <exception cref="ServerException">The server refuses: an unknown genre, nothing that fits; or it is away.</exception>
    public async Task<PlaylistListing> MakeAsync(PlaylistOptions request, CancellationToken cancellation)
    {
        var likes = new List<object>();
        foreach (string like in request.Likes)
            likes.Add(await FindAsync(like, cancellation));
        var body = new PlaylistBody(
            likes.Count > 0 ? likes : null, request.Mix, request.Size, request.Seed, request.IncludeUncertain ? true : null, request.Name);
        var playlist = await RequestAsync(body, request.Likes.Where(File.Exists), cancellation);
        if (playlist.Tracks.Count == 0)
            throw new UsageException("the server has no track that fits" + (request.IncludeUncertain ? "" : "; --include-uncertain takes those that the models are not sure of, too"));
        return new PlaylistListing(playlist.Name, [.. playlist.Tracks.Select(track => new PlaylistEntry(
            track.Path ?? track.FileName, track.Title, track.Artist, track.Album, track.DurationS, track.Genre,
            track.Sha256 is null ? null : PlaylistEntry.IdentifierOf(track.Sha256)))]);
    }

    private async Task<PlaylistResponse> RequestAsync(PlaylistBody body, IEnumerable<string> files, CancellationToken cancellation)
    {
        try
        {
            return await RetryPolicies.ForCalls.ExecuteAsync(async token => await server.MakePlaylistAsync(body, token), cancellation);
        }
        catch (ServerException e) when (e.Status == HttpStatusCode.NotFound && files.Any())
        {
            throw new UsageException($"{e.Message} Bring the file there first: gyms submit {string.Join(' ', files)} --wait --server {server.Address}");
        }
    }

    // A number, or the hash of a content.
    private async Task<object> FindAsync(string like, CancellationToken cancellation)
    {
        if (File.Exists(like))
        {
            var file = new InputFile(like, new FileInfo(like).Length);
            return ContentHash.OfFile(file) ?? throw new UsageException($"{like} is empty or cannot be read");
        }
        if (long.TryParse(like, NumberStyles.None, CultureInfo.InvariantCulture, out long id))
            return id;
        if (Hash().IsMatch(like))
            return like;
        var found = await RetryPolicies.ForCalls.ExecuteAsync(async token => await server.SearchAsync(like, SearchMatches.MostShown + 1, token), cancellation);
        return found[SearchMatches.Single(like, [.. found.Select(track => new SearchMatch(track.Id, track.Title, track.Artist, track.FileName))])].Id;
    }

    [GeneratedRegex("^[0-9a-f]{64}$")]
    private static partial Regex Hash();
}
