using System.Data.Common;
using GetYourMusicStyle.Analysis;
using GetYourMusicStyle.Catalog;
using GetYourMusicStyle.Catalog.Index;
using GetYourMusicStyle.Catalog.Tracks;
using GetYourMusicStyle.Hosting.Embedded;
using GetYourMusicStyle.Recommender;
using GetYourMusicStyle.Recommender.Files;
using GetYourMusicStyle.Recommender.Index;
using GetYourMusicStyle.Recommender.Playlists;
using GetYourMusicStyle.RecommenderService.Index;
using GetYourMusicStyle.Scoring.Models;
using Microsoft.Extensions.DependencyInjection;

namespace GetYourMusicStyle.Cli.Playlists;

/// <summary>The catalog of a data folder, and playlists of it made in this process; a server may be at work on it meanwhile.</summary>
internal sealed class LocalCatalog : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly TrackIndex _index;

    private LocalCatalog(ServiceProvider services, TrackIndex index) => (_services, _index) = (services, index);

    /// <summary>Opens the catalog and reads what the models in use say of its tracks.</summary>
    /// <exception cref="UsageException">There is none, or nothing in it yet; the message says what to do.</exception>
    public static async Task<LocalCatalog> OpenAsync(string data, CancellationToken cancellation)
    {
        if (!File.Exists(EmbeddedCatalog.FileOf(data)))
            throw new UsageException($"there is no catalog in {data} yet: run ./gyms serve, then ./gyms submit ~/Music; or name another with --data or --server");
        var services = new ServiceCollection().AddEmbeddedCatalog(data).BuildServiceProvider();
        try
        {
            var ensemble = services.GetRequiredService<Ensemble>();
            var index = new TrackIndex(ensemble.Manifest.Genres, ensemble.Manifest.Hearing?.EmbeddingWidth ?? 0, services.GetRequiredService<RecommenderOptions>());
            var scope = new IndexScope(ensemble.ModelVersion, services.GetRequiredService<ExtractorVersion>().Name);
            await TrackIndexLoader.FillAsync(index, services.GetRequiredService<IndexReader>(), scope, null, cancellation);
            if (index.Count == 0)
                throw new UsageException("the catalog has no track that the models in use have scored: ./gyms submit ~/Music brings tracks, and a re-run with stage scores brings new models to old ones");
            return new LocalCatalog(services, index);
        }
        catch (Exception e)
        {
            await services.DisposeAsync();
            if (e is CatalogUnavailableException)
                throw new IOException(e.Message, e);
            if (e is DbException)
                throw new UsageException($"the catalog in {data} cannot be read by this version ({e.Message}): start ./gyms serve once, it brings it up to date");
            throw;
        }
    }

    /// <summary>Makes a playlist.</summary>
    /// <exception cref="UsageException">A track or genre is not known, or nothing fits; the message says what to do.</exception>
    public async Task<PlaylistListing> MakeAsync(PlaylistOptions request, CancellationToken cancellation)
    {
        var query = request.Mix is { } mix ? SimilarityQuery.Of(GenreMix.Named(mix, _index.Genres)) : SimilarityQuery.Of(await LikedAsync(request.Likes, cancellation));
        var playlistRequest = new PlaylistRequest
        {
            Query = query,
            Size = request.Size,
            Seed = request.Seed,
            IncludeUncertain = request.IncludeUncertain,
            Name = request.Name,
        };
        var playlist = _services.GetRequiredService<PlaylistBuilder>().Build(_index, playlistRequest);
        if (playlist.Tracks.Count == 0)
            throw new UsageException(WhyNone(query));
        var tracks = new List<PlaylistEntry>(playlist.Tracks.Count);
        foreach (var track in playlist.Tracks)
            tracks.Add(await EntryAsync(track, cancellation));
        return new PlaylistListing(playlist.Name, tracks);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private async Task<IReadOnlyCollection<IndexedTrack>> LikedAsync(IReadOnlyList<string> likes, CancellationToken cancellation)
    {
        var finder = new LikedTrackFinder(_services, _index);
        var tracks = new List<IndexedTrack>();
        foreach (string like in likes)
            tracks.Add(await finder.FindAsync(like, cancellation));
        return tracks;
    }

    private string WhyNone(SimilarityQuery query)
    {
        bool Has(string? genre) => _index.Nearest(query, 1, new NeighbourFilter { IncludeUncertain = true, Genre = genre }).Count > 0;
        if (query.Genres is { } mix && !mix.Keys.Any(Has))
        {
            var others = _index.Genres.Where(Has).ToList();
            return $"no track of the catalog is of the genre {string.Join(" or ", mix.Keys)}; it has {string.Join(", ", others)}";
        }
        return Has(null)
            ? "the models are not sure of any track that would fit: --include-uncertain takes those too"
            : "the catalog has no other track to put into a playlist: ./gyms submit more music";
    }

    private async Task<PlaylistEntry> EntryAsync(IndexedTrack track, CancellationToken cancellation)
    {
        var view = await _services.GetRequiredService<TrackStore>().FindAsync(track.Id, _services.GetRequiredService<Ensemble>().ModelVersion, cancellation);
        return new(
            track.Path, track.Title, track.Artist, track.Album, view?.Track.DurationSeconds, track.Genre,
            view is null ? null : PlaylistEntry.IdentifierOf(view.Track.Sha256));
    }
}
