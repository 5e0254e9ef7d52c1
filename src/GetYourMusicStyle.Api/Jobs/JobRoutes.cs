using GetYourMusicStyle.Api.Authentication;
using GetYourMusicStyle.Api.Problems;
using GetYourMusicStyle.Catalog.Jobs;
using GetYourMusicStyle.Catalog.Model;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace GetYourMusicStyle.Api.Jobs;

/// <summary><c>/jobs</c>.</summary>
internal static class JobRoutes
{
    public static void MapJobs(this IEndpointRouteBuilder routes)
    {
        var jobs = routes.MapGroup("/jobs").WithTags("Jobs");
        jobs.MapGet("/{id}", FindAsync).RequireScope(ApiScopes.Read).ProducesProblem(404);
        jobs.MapGet("/{id}/events", EventsAsync).RequireScope(ApiScopes.Read).ProducesProblem(404);
        jobs.MapDelete("/{id}", CancelAsync).RequireScope(ApiScopes.Change).ProducesProblem(404);
    }

    /// <summary>Tells how far a job is.</summary>
    internal static async Task<Results<Ok<JobJson>, ProblemHttpResult>> FindAsync(Guid id, JobReader jobs, CancellationToken cancellation) =>
        await jobs.FindAsync(id, cancellation) is { } job ? TypedResults.Ok(JobJson.Of(job)) : Problem.NoJob(id);

    /// <summary>Follows a job: an event at once and at every change, heartbeats between; ends when the job has.</summary>
    internal static async Task<Results<ServerSentEventsResult<JobJson>, ProblemHttpResult>> EventsAsync(
        Guid id, JobReader jobs, JobEvents events, CancellationToken cancellation) =>
        await jobs.FindAsync(id, cancellation) is { } job
            ? TypedResults.ServerSentEvents(events.Follow(id, JobJson.Of(job), cancellation))
            : Problem.NoJob(id);

    /// <summary>Cancels a job, for everyone who wanted it. A job that has ended stays as it is.</summary>
    internal static async Task<Results<Ok<JobJson>, ProblemHttpResult>> CancelAsync(Guid id, JobReader jobs, CancellationToken cancellation)
    {
        if (await jobs.FindAsync(id, cancellation) is null)
            return Problem.NoJob(id);
        await jobs.CancelAsync(id, cancellation);
        return await FindAsync(id, jobs, cancellation);
    }
}
