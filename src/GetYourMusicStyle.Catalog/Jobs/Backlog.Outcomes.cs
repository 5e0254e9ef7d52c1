using GetYourMusicStyle.Catalog.Data;
using GetYourMusicStyle.Catalog.Keys;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Contracts;
using Microsoft.EntityFrameworkCore;

namespace GetYourMusicStyle.Catalog.Jobs;

/// <summary>How an attempt ends.</summary>
public sealed partial class Backlog
{
    private const double MaxRetryDelaySeconds = 300;

    /// <summary>Features are stored: notes the facts and moves the job to its next stage, or finishes it. False if the attempt was stale.</summary>
    public Task<bool> FeaturesDoneAsync(JobAttempt attempt, TrackFacts facts, CancellationToken cancellation) => _database.WriteAsync(
        async (context, stop) =>
        {
            DateTime now = await context.NowAsync(stop);
            if (await context.Jobs.At(attempt with { Stage = Stage.Featurize }).LeaveFeaturesAsync(now, stop) == 0)
                return false;
            if (facts.DurationSeconds > _options.SlowAudioSeconds)
                await context.Jobs.Where(j => j.Id == attempt.JobId).ExecuteUpdateAsync(set => set.SetProperty(j => j.Priority, QueuePriority.Slow), stop);
            if (await context.Jobs.Where(j => j.Id == attempt.JobId && j.Kind == JobKind.Classify).Select(j => j.KeyId).FirstOrDefaultAsync(stop) is { } key)
                await context.ChargeAsync(key, 0, facts.DurationSeconds, now, stop);
            (string? title, string? artist, string? album, string? genre) =
                (facts.Title.Clean(), facts.Artist.Clean(), facts.Album.Clean(), facts.TagGenre.Clean());
            await context.Tracks.Where(t => context.Jobs.Where(j => j.Id == attempt.JobId).Select(j => j.TrackId).Contains(t.Id)).ExecuteUpdateAsync(
                set => set.SetProperty(t => t.DurationSeconds, facts.DurationSeconds).SetProperty(t => t.WindowCount, facts.WindowCount)
                    .SetProperty(t => t.FeaturesVersion, facts.FeaturesVersion)
                    .SetProperty(t => t.Title, t => title ?? t.Title).SetProperty(t => t.Artist, t => artist ?? t.Artist)
                    .SetProperty(t => t.Album, t => album ?? t.Album).SetProperty(t => t.TagGenre, t => genre ?? t.TagGenre),
                stop);
            // Tags of a track that was scored before are new to whoever keeps a copy of them.
            await context.Sql($"UPDATE track_summaries SET change = {context.ChangeNumber} WHERE track_id = (SELECT track_id FROM jobs WHERE id = @job)")
                .Set("job", attempt.JobId).ExecuteAsync(stop);
            return true;
        },
        cancellation);

    /// <summary>PNG files are stored: finishes the job. False if the attempt was stale.</summary>
    public Task<bool> SpectrogramImagesDoneAsync(JobAttempt attempt, string imagesVersion, CancellationToken cancellation) => _database.WriteAsync(
        async (context, stop) =>
            await context.Jobs.At(attempt with { Stage = Stage.Spectrograms }).FinishAsync(await context.NowAsync(stop), stop) > 0
            && await context.Tracks.Where(t => context.Jobs.Where(j => j.Id == attempt.JobId).Select(j => j.TrackId).Contains(t.Id))
                .ExecuteUpdateAsync(set => set.SetProperty(t => t.SpectrogramImagesVersion, imagesVersion), stop) > 0,
        cancellation);

    /// <summary>
    /// The features that a later stage needs are not in the store: sends the job back to the feature stage. It counts as a retry, so that two
    /// stages that do not agree where features are cannot keep each other busy for ever. False if the attempt was stale.
    /// </summary>
    public Task<bool> BackToFeaturesAsync(JobAttempt attempt, CancellationToken cancellation) => _database.WriteAsync(
        async (context, stop) =>
        {
            IQueryable<Job> job = context.Jobs.At(attempt);
            DateTime now = await context.NowAsync(stop);
            return await job.Where(j => j.Retries >= _options.MaxRetries)
                    .FailAsync("features-missing", "Its features are missing from the object store again and again.", now, stop)
                + await job.MoveAsync(Stage.Featurize, JobState.Featurizing, now, stop, retries: 1) > 0;
        },
        cancellation);

    /// <summary>Gives an attempt back untouched, without blame: the worker is stopping, or cannot do this one.</summary>
    public Task ReleaseAsync(JobAttempt attempt, TimeSpan delay, CancellationToken cancellation) => _database.WriteAsync(
        async (context, stop) => await context.Jobs.At(attempt).RequeueAsync(await context.NowAsync(stop) + delay, 0, stop), cancellation);

    /// <summary>The track turns out to be a long one: the job goes to the slow queue of its stage, without blame.</summary>
    public Task SlowDownAsync(JobAttempt attempt, CancellationToken cancellation) => _database.WriteAsync(
        async (context, stop) =>
        {
            IQueryable<Job> job = context.Jobs.At(attempt);
            await job.ExecuteUpdateAsync(set => set.SetProperty(j => j.Priority, QueuePriority.Slow), stop);
            return await job.RequeueAsync(await context.NowAsync(stop), 0, stop);
        },
        cancellation);

    /// <summary>A failure that may pass and is no server's: the job waits and is sent again, or fails with this reason when its retries are used up.</summary>
    public Task RetryLaterAsync(JobAttempt attempt, string code, string message, CancellationToken cancellation) => _database.WriteAsync(
        async (context, stop) =>
        {
            IQueryable<Job> job = context.Jobs.At(attempt);
            int? retries = await job.Select(j => (int?)j.Retries).FirstOrDefaultAsync(stop);
            DateTime now = await context.NowAsync(stop);
            if (retries >= _options.MaxRetries)
                return await job.FailAsync(code, message.Clean()!, now, stop, retries: 1);
            // At attempt and lease nothing but this very attempt changes the number between the two statements.
            double delay = Math.Min(MaxRetryDelaySeconds, _options.RetrySeconds * Math.Pow(2, Math.Min(retries ?? 0, 30)));
            return await job.RequeueAsync(now.AddSeconds(Jitter(delay)), 1, stop);
        },
        cancellation);

    /// <summary>A permanent failure: the job has failed.</summary>
    public Task FailAsync(JobAttempt attempt, string code, string message, CancellationToken cancellation) => _database.WriteAsync(
        async (context, stop) => await context.Jobs.At(attempt).FailAsync(code, message.Clean()!, await context.NowAsync(stop), stop), cancellation);
}
