using System.Data.Common;
using GetYourMusicStyle.Catalog.Data;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Contracts;

namespace GetYourMusicStyle.Catalog.Jobs;

/// <summary>How scoring ends: scores of several tracks are stored and their jobs finished, all in one write.</summary>
public sealed partial class Backlog
{
    /// <summary>
    /// Writes verdicts and windows of several tracks in one transaction (PostgreSQL: binary COPY into a staging table, then one insert), only for
    /// attempts that are not stale, and finishes their jobs. One row per track, model version and window, ever. Returns the attempts that counted.
    /// </summary>
    public async Task<IReadOnlyList<JobAttempt>> ScoresDoneAsync(
        string modelHash, string modelName, IReadOnlyList<string> genres, IReadOnlyCollection<ScoredTrack> tracks, CancellationToken cancellation)
    {
        if (tracks.Count == 0)
            return [];
        ModelVersion model = await _models.GetAsync(modelHash, modelName, genres, cancellation);
        return await _database.WriteAsync(
            async (context, stop) =>
            {
                HashSet<JobAttempt> current = await LockCurrentAsync(context, tracks, stop);
                // Two jobs of one track in the same message batch: the last verdict stands, both jobs are done.
                ScoredTrack[] counted = [.. tracks.Where(t => current.Contains(t.Attempt)).DistinctBy(t => t.Attempt)];
                ScoredTrack[] written = [.. counted.GroupBy(t => t.TrackId).Select(g => g.Last()).OrderBy(t => t.TrackId)];
                if (counted.Length == 0)
                    return (IReadOnlyList<JobAttempt>)[];
                DateTime now = await context.NowAsync(stop);
                await context.WriteWindowsAsync(model.Id, written, stop);
                await WriteSummariesAsync(context, model.Id, written, now, stop);
                await WriteSoundsAsync(context, model.Id, written, stop);
                await WriteFeatureSummariesAsync(context, written, stop);
                Guid[] jobs = [.. counted.Select(t => t.Attempt.JobId)];
                await context.Jobs.Where(j => jobs.Contains(j.Id)).FinishAsync(now, stop);
                return [.. counted.Select(t => t.Attempt)];
            },
            cancellation);
    }

    /// <summary>Finds the attempts that are not stale and keeps them so until the end of the transaction.</summary>
    private static async Task<HashSet<JobAttempt>> LockCurrentAsync(CatalogContext context, IReadOnlyCollection<ScoredTrack> tracks, CancellationToken cancellation)
    {
        Statement statement = context.Sql($$"""
            WITH a(job_id, of_track, at_attempt) AS (VALUES {rows})
            SELECT id, attempt FROM jobs
            WHERE EXISTS (SELECT 1 FROM a WHERE job_id = id AND of_track = track_id AND at_attempt = attempt)
              AND stage = {{Stage.Score:D}} AND lease = {{Lease.Begun:D}} AND {{JobSql.Active}}
            ORDER BY id {{context.ForUpdate}}
            """);
        foreach (ScoredTrack track in tracks)
            statement.Row(track.Attempt.JobId, track.TrackId, track.Attempt.Attempt);
        return [.. await statement.QueryAsync(r => new JobAttempt(r.GetGuid(0), Stage.Score, r.GetInt32(1)), cancellation)];
    }

    private static async Task WriteSummariesAsync(
        CatalogContext context, int model, IReadOnlyCollection<ScoredTrack> tracks, DateTime now, CancellationToken cancellation)
    {
        long change = (await context.Sql($"SELECT {context.ChangeNumber}").QueryAsync(r => r.GetInt64(0), cancellation))[0];
        Statement statement = context.Sql("""
            INSERT INTO track_summaries (
                track_id, model_version_id, genre, confidence, uncertain, probabilities, music, embedding, scored_at, change) VALUES {rows}
            ON CONFLICT (track_id, model_version_id) DO UPDATE
            SET genre = excluded.genre, confidence = excluded.confidence, uncertain = excluded.uncertain, probabilities = excluded.probabilities,
                music = excluded.music, embedding = excluded.embedding, scored_at = excluded.scored_at, change = excluded.change
            """);
        foreach (ScoredTrack track in tracks)
        {
            statement.Row(
                track.TrackId, model, track.Genre, track.Confidence, track.Uncertain, Vector(context, track.Probabilities), track.Music,
                Vector(context, track.Embedding), now, change);
        }

        await statement.ExecuteAsync(cancellation);
    }

    private static async Task WriteSoundsAsync(CatalogContext context, int model, IReadOnlyCollection<ScoredTrack> tracks, CancellationToken cancellation)
    {
        // An earlier run may have heard others.
        Statement old = context.Sql("DELETE FROM track_sounds WHERE model_version_id = @model AND track_id IN (SELECT * FROM (VALUES {rows}) AS written)");
        foreach (ScoredTrack track in tracks)
            old.Row(track.TrackId);
        await old.Set("model", model).ExecuteAsync(cancellation);
        // A statement has room for some ten thousand parameters.
        foreach (var sounds in tracks.SelectMany(t => t.Sounds.Select(s => (t.TrackId, Sound: s))).Chunk(2000))
        {
            Statement statement = context.Sql("INSERT INTO track_sounds (track_id, model_version_id, name, kind, strength) VALUES {rows}");
            foreach (var (track, sound) in sounds)
                statement.Row(track, model, sound.Name, sound.Kind, sound.Strength);
            await statement.ExecuteAsync(cancellation);
        }
    }

    private static async Task WriteFeatureSummariesAsync(CatalogContext context, IEnumerable<ScoredTrack> tracks, CancellationToken cancellation)
    {
        Statement statement = context.Sql("""
            INSERT INTO track_feature_summaries (track_id, features_version, means, standard_deviations) VALUES {rows}
            ON CONFLICT (track_id) DO UPDATE SET features_version = excluded.features_version, means = excluded.means, standard_deviations = excluded.standard_deviations
            """);
        bool any = false;
        foreach ((long track, TrackFeatureSummary summary) in tracks.Where(t => t.FeatureSummary is not null).Select(t => (t.TrackId, t.FeatureSummary!)))
        {
            any = true;
            statement.Row(track, summary.FeaturesVersion, Vector(context, summary.Means), Vector(context, summary.StandardDeviations));
        }

        if (any)
            await statement.ExecuteAsync(cancellation);
    }

    private static Func<string, DbParameter> Vector(CatalogContext context, float[]? values) => name => context.Vector(name, values);
}
