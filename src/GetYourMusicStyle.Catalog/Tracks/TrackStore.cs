using GetYourMusicStyle.Catalog.Data;
using GetYourMusicStyle.Catalog.Model;
using Microsoft.EntityFrameworkCore;

namespace GetYourMusicStyle.Catalog.Tracks;

/// <summary>
/// Reads, searches and deletes tracks. When the database is out of reach for about ten seconds, its methods throw
/// <see cref="CatalogUnavailableException"/>.
/// </summary>
public sealed partial class TrackStore
{
    private readonly CatalogDatabase _database;
    private readonly ModelVersionCache _models;

    internal TrackStore(CatalogDatabase database, ModelVersionCache models)
    {
        _database = database;
        _models = models;
    }

    /// <summary>A track with the verdict of this model version, or else the latest one it has; null if there is no such track.</summary>
    public Task<TrackView?> FindAsync(long id, string modelVersion, CancellationToken cancellation) => _database.ReadAsync(
        async (context, stop) =>
        {
            if (await context.Tracks.FirstOrDefaultAsync(t => t.Id == id, stop) is not { } track)
                return null;
            (TrackSummary? summary, ModelVersion? model) = await VerdictAsync(context, id, modelVersion, exact: false, stop);
            return new TrackView(track, summary, model);
        },
        cancellation);

    /// <summary>Those of some tracks that there are, each with the verdict of this model version, if it has one; in no order.</summary>
    public async Task<IReadOnlyList<TrackView>> FindManyAsync(IReadOnlyCollection<long> ids, string modelVersion, CancellationToken cancellation)
    {
        ModelVersion? model = await _models.FindAsync(modelVersion, cancellation);
        int modelId = model?.Id ?? -1;
        return await _database.ReadAsync(
            async (context, stop) =>
            {
                var found = await context.Tracks.Where(t => ids.Contains(t.Id))
                    .SelectMany(t => context.Verdicts.Where(s => s.TrackId == t.Id && s.ModelVersionId == modelId).DefaultIfEmpty(), (t, s) => new { t, s })
                    .ToListAsync(stop);
                return found.ConvertAll(p => new TrackView(p.t, p.s, p.s is null ? null : model));
            },
            cancellation);
    }

    /// <summary>The paths a track was submitted under, with their batches; oldest first, at most 100.</summary>
    public Task<IReadOnlyList<Submission>> PathsAsync(long id, CancellationToken cancellation) => _database.ReadAsync<IReadOnlyList<Submission>>(
        async (context, stop) => await context.Jobs.Where(j => j.TrackId == id && j.Kind == JobKind.Classify)
            .Join(context.Submissions, j => j.Id, s => s.JobId, (_, s) => s).OrderBy(s => s.Id).Take(100).ToListAsync(stop),
        cancellation);

    /// <summary>The model versions that have scored a track, latest first.</summary>
    public Task<IReadOnlyList<ModelVersion>> ModelsAsync(long id, CancellationToken cancellation) =>
        _database.ReadAsync<IReadOnlyList<ModelVersion>>(
            async (context, stop) => await context.TrackSummaries.Where(s => s.TrackId == id)
                .OrderByDescending(s => s.ScoredAt).ThenByDescending(s => s.ModelVersionId)
                .Join(context.ModelVersions, s => s.ModelVersionId, v => v.Id, (s, v) => new { s, v })
                .OrderByDescending(p => p.s.ScoredAt).ThenByDescending(p => p.v.Id).Select(p => p.v).ToListAsync(stop),
            cancellation);

    /// <summary>
    /// The windows of this model version, or of the latest when it has not scored the track and <paramref name="exact"/> is not asked; null if none.
    /// </summary>
    public Task<Timeline?> TimelineAsync(long id, string modelVersion, bool exact, CancellationToken cancellation) => _database.ReadAsync(
        async (context, stop) =>
        {
            Track? track = await context.Tracks.FirstOrDefaultAsync(t => t.Id == id, stop);
            (TrackSummary? summary, ModelVersion? model) = await VerdictAsync(context, id, modelVersion, exact, stop);
            if (track is null || summary is null || model is null)
                return null;
            List<WindowScore> windows = await context.WindowScores.Where(w => w.TrackId == id && w.ModelVersionId == model.Id)
                .OrderBy(w => w.Window).ToListAsync(stop);
            return new Timeline(track, model, summary, windows);
        },
        cancellation);

    private static async Task<(TrackSummary? Summary, ModelVersion? Model)> VerdictAsync(
        CatalogContext context, long track, string modelVersion, bool exact, CancellationToken cancellation)
    {
        var verdicts = await context.Verdicts.Where(s => s.TrackId == track)
            .Join(context.ModelVersions, s => s.ModelVersionId, v => v.Id, (s, v) => new { s, v }).ToListAsync(cancellation);
        var verdict = verdicts.Find(p => p.v.Hash == modelVersion)
            ?? (exact ? null : verdicts.OrderByDescending(p => p.s.ScoredAt).ThenByDescending(p => p.v.Id).FirstOrDefault());
        return (verdict?.s, verdict?.v);
    }
}
