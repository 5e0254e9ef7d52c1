using GetYourMusicStyle.Catalog.Batches;
using GetYourMusicStyle.Catalog.Jobs;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Catalog.Tracks;
using GetYourMusicStyle.Contracts;

namespace GetYourMusicStyle.Catalog.Tests;

[Collection("catalog")]
public sealed class BacklogTests(CatalogServer server)
{
    [Theory, BothDatabases]
    public async Task A_track_goes_through_both_stages_and_is_done(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server);
        SubmissionResult submitted = await catalog.SubmitAsync("song");
        Assert.True(submitted.Queued);
        Assert.Equal(JobState.Queued, await catalog.StateAsync(submitted.JobId));

        ClaimedJob job = Assert.Single(await catalog.Backlog.ClaimAsync(Stage.Featurize, QueuePriority.Interactive, 10, default));
        Assert.Equal(1, job.Attempt.Attempt);
        Assert.Equal(CatalogHarness.Sha("song"), job.Sha256);
        Assert.Equal(1000, job.SizeBytes);
        Assert.Equal(CatalogHarness.Model, job.ModelVersion);
        Assert.Equal(catalog.Time.GetUtcNow().UtcDateTime, job.QueuedAt);
        Assert.Equal(DateTimeKind.Utc, job.QueuedAt.Kind);
        Assert.Equal(1, await catalog.OutstandingAsync(Stage.Featurize, QueuePriority.Interactive));
        Assert.Equal(job, Assert.Single(await catalog.Backlog.BeginAsync([job.Attempt], default)));
        Assert.Equal(JobState.Featurizing, await catalog.StateAsync(submitted.JobId));
        Assert.Equal(job.Attempt, Assert.Single(await catalog.Backlog.RenewAsync([(job.Attempt, 0.5)], default)));
        Assert.Equal(0.4, (await catalog.Jobs.FindAsync(submitted.JobId, default))!.Progress, 6);
        Assert.True(await catalog.Backlog.FeaturesDoneAsync(job.Attempt, CatalogHarness.Facts(), default));
        Assert.Equal(JobState.Scoring, await catalog.StateAsync(submitted.JobId));

        await catalog.ScoreAsync();
        JobView done = (await catalog.Jobs.FindAsync(submitted.JobId, default))!;
        Assert.Equal((JobState.Done, 1.0), (done.State, done.Progress));
        Assert.Equal(catalog.Time.GetUtcNow().UtcDateTime, done.FinishedAt);
        Timeline timeline = (await catalog.Tracks.TimelineAsync(submitted.TrackId, CatalogHarness.Model, exact: true, default))!;
        Assert.Equal("metal", timeline.Summary.Genre);
        Assert.Equal(CatalogHarness.Genres, timeline.Model.Genres);
        Assert.Equal([0, 1, 2], timeline.Windows.Select(w => w.Window));
        Assert.Null(timeline.Windows[1].Probabilities);
        Assert.Equal([0.1f, 0.7f, 0.2f], timeline.Windows[2].Probabilities!);
        Assert.Equal(("Title", 18.0, CatalogHarness.Extractor), (timeline.Track.Title, timeline.Track.DurationSeconds, timeline.Track.FeaturesVersion));
    }
}
