using GetYourMusicStyle.Catalog.Data;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Contracts;
using Microsoft.EntityFrameworkCore;

namespace GetYourMusicStyle.Catalog.Checks;

/// <summary>
/// Reads what a check of the whole catalog needs, a bounded part at a time; changes nothing. When the database is out of reach for about ten
/// seconds, its methods throw <see cref="CatalogUnavailableException"/>.
/// </summary>
public sealed partial class CatalogCheck
{
    private readonly CatalogDatabase _database;
    private readonly ModelVersionCache _models;

    internal CatalogCheck(CatalogDatabase database, ModelVersionCache models)
    {
        _database = database;
        _models = models;
    }

    /// <summary>The tracks whose hash begins so.</summary>
    /// <param name="beginning">Hexadecimal digits.</param>
    public Task<IReadOnlyList<CheckedTrack>> TracksAsync(string beginning, CancellationToken cancellation) => _database.ReadAsync<IReadOnlyList<CheckedTrack>>(
        (context, stop) => ReadTracksAsync(context.Tracks.Where(t => t.Sha256.CompareTo(beginning) >= 0 && t.Sha256.CompareTo(beginning + "g") < 0), stop), cancellation);

    /// <summary>The hashes whose upload is under way.</summary>
    public Task<IReadOnlySet<string>> AnnouncedAsync(CancellationToken cancellation) => _database.ReadAsync<IReadOnlySet<string>>(
        async (context, stop) =>
        {
            DateTime now = await context.NowAsync(stop);
            return (await context.UploadIntents.Where(i => i.ExpiresAt > now).Select(i => i.Sha256).ToListAsync(stop)).ToHashSet();
        },
        cancellation);

    /// <summary>How many jobs have a message on its way, a stage and priority; those with none are left out.</summary>
    public Task<IReadOnlyDictionary<(Stage Stage, QueuePriority Priority), int>> SentAsync(CancellationToken cancellation) =>
        _database.ReadAsync<IReadOnlyDictionary<(Stage, QueuePriority), int>>(
            async (context, stop) => (await context.Jobs.Where(j => j.FinishedAt == null && j.Lease == Lease.Sent)
                .GroupBy(j => new { j.Stage, j.Priority }).Select(g => new { g.Key.Stage, g.Key.Priority, Count = g.Count() }).ToListAsync(stop))
                .ToDictionary(g => (g.Stage, g.Priority), g => g.Count),
            cancellation);

    /// <summary>The jobs that are not finished.</summary>
    public Task<int> UnfinishedAsync(CancellationToken cancellation) =>
        _database.ReadAsync((context, stop) => context.Jobs.CountAsync(j => j.FinishedAt == null, stop), cancellation);

    private static async Task<IReadOnlyList<CheckedTrack>> ReadTracksAsync(IQueryable<Track> tracks, CancellationToken cancellation) =>
        await tracks.Select(t => new CheckedTrack(t.Id, t.Sha256, t.SizeBytes, t.WindowCount, t.FeaturesVersion, t.SpectrogramImagesVersion)).ToListAsync(cancellation);
}
