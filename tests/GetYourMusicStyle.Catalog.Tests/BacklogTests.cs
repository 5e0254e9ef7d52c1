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
        await using World world = await World.CreateAsync(provider, server);
        SubmissionResult submitted = await world.SubmitAsync("song");
        Assert.True(submitted.Queued);
        Assert.Equal(JobState.Queued, await world.StateAsync(submitted.JobId));

        ClaimedJob ticket = Assert.Single(await world.Backlog.ClaimAsync(Stage.Featurize, QueuePriority.Interactive, 10, default));
        Assert.Equal(1, ticket.Attempt.Attempt);
        Assert.Equal(World.Sha("song"), ticket.Sha256);
        Assert.Equal(1000, ticket.SizeBytes);
        Assert.Equal(World.Model, ticket.ModelVersion);
        Assert.Equal(world.Time.GetUtcNow().UtcDateTime, ticket.QueuedAt);
        Assert.Equal(DateTimeKind.Utc, ticket.QueuedAt.Kind);
        Assert.Equal(1, await world.OutAsync(Stage.Featurize, QueuePriority.Interactive));
        Assert.Equal(ticket, Assert.Single(await world.Backlog.BeginAsync([ticket.Attempt], default)));
        Assert.Equal(JobState.Featurizing, await world.StateAsync(submitted.JobId));
        Assert.Equal(ticket.Attempt, Assert.Single(await world.Backlog.RenewAsync([(ticket.Attempt, 0.5)], default)));
        Assert.Equal(0.4, (await world.Jobs.FindAsync(submitted.JobId, default))!.Progress, 6);
        Assert.True(await world.Backlog.FeaturesDoneAsync(ticket.Attempt, World.Facts(), default));
        Assert.Equal(JobState.Scoring, await world.StateAsync(submitted.JobId));

        await world.ScoreAsync();
        JobView done = (await world.Jobs.FindAsync(submitted.JobId, default))!;
        Assert.Equal((JobState.Done, 1.0), (done.State, done.Progress));
        Assert.Equal(world.Time.GetUtcNow().UtcDateTime, done.FinishedAt);
        Timeline timeline = (await world.Library.TimelineAsync(submitted.TrackId, World.Model, exact: true, default))!;
        Assert.Equal("metal", timeline.Summary.Genre);
        Assert.Equal(World.Genres, timeline.Model.Genres);
        Assert.Equal([0, 1, 2], timeline.Windows.Select(w => w.Window));
        Assert.Null(timeline.Windows[1].Probabilities);
        Assert.Equal([0.1f, 0.7f, 0.2f], timeline.Windows[2].Probabilities!);
        Assert.Equal(("Title", 18.0, World.Extractor), (timeline.Track.Title, timeline.Track.DurationSeconds, timeline.Track.FeaturesVersion));
    }
}
