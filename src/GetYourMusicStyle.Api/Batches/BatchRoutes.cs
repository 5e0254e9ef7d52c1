using GetYourMusicStyle.Api.Authentication;
using GetYourMusicStyle.Api.Paging;
using GetYourMusicStyle.Api.Problems;
using GetYourMusicStyle.Api.Uploads;
using GetYourMusicStyle.Catalog.Batches;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Pipeline.Dispatch;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace GetYourMusicStyle.Api.Batches;

/// <summary><c>/batches</c>.</summary>
internal static class BatchRoutes
{
    private const int MaxNameLength = 200;

    public static void MapBatches(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/batches").WithTags("Batches");
        group.MapPost("", CreateAsync).RequireScope(ApiScopes.Add).ProducesProblem(400);
        group.MapGet("", ListAsync).RequireScope(ApiScopes.Read).ProducesProblem(400);
        group.MapGet("/{id}", FindAsync).RequireScope(ApiScopes.Read).ProducesProblem(404);
        group.MapGet("/{id}/events", EventsAsync).RequireScope(ApiScopes.Read).ProducesProblem(404);
        group.MapGet("/{id}/failures", FailuresAsync).RequireScope(ApiScopes.Read).ProducesProblem(404);
        group.MapDelete("/{id}", CancelAsync).RequireScope(ApiScopes.Change).ProducesProblem(404);
        group.MapPost("/{id}/retry-failed", RetryFailedAsync).RequireScope(ApiScopes.Change).ProducesProblem(404).ProducesProblem(409);
    }

    /// <summary>Makes an empty batch; uploads name it.</summary>
    internal static async Task<Results<Created<BatchJson>, ProblemHttpResult>> CreateAsync(NewBatch batch, BatchStore batches, CancellationToken cancellation)
    {
        string? name = batch.Name is { } raw ? LibraryPath.Text(raw) : null;
        if (name?.Length > MaxNameLength)
            return Problem.BadRequest($"A name may have at most {MaxNameLength} characters.");
        var id = await batches.CreateAsync(name, cancellation);
        return TypedResults.Created(Addresses.Batch(id), BatchJson.Of((await batches.FindAsync(id, cancellation))!));
    }

    /// <summary>The newest batches.</summary>
    /// <param name="after">From the answer before: what follows it.</param>
    /// <param name="limit">At most so many, 1 to 200.</param>
    internal static async Task<Ok<Page<BatchJson>>> ListAsync(BatchStore batches, CancellationToken cancellation, string? after = null, int limit = 50)
    {
        Limit.Check(limit, 200);
        var page = await batches.ListAsync(Cursor.Guid(after), limit, cancellation);
        return TypedResults.Ok(new Page<BatchJson>([.. page.Select(BatchJson.Of)], page.Count == limit ? Cursor.Of(page[^1].Id) : null));
    }

    /// <summary>Tells how far a batch is.</summary>
    internal static async Task<Results<Ok<BatchJson>, ProblemHttpResult>> FindAsync(Guid id, BatchStore batches, CancellationToken cancellation) =>
        await batches.FindAsync(id, cancellation) is { } batch ? TypedResults.Ok(BatchJson.Of(batch)) : Problem.NoBatch(id);

    /// <summary>Follows a batch: an event at once and at every change, heartbeats between; ends when nothing is left to do in it.</summary>
    internal static async Task<Results<ServerSentEventsResult<BatchJson>, ProblemHttpResult>> EventsAsync(
        Guid id, BatchStore batches, BatchEvents events, CancellationToken cancellation) =>
        await batches.FindAsync(id, cancellation) is { } batch
            ? TypedResults.ServerSentEvents(events.Follow(id, BatchJson.Of(batch), cancellation))
            : Problem.NoBatch(id);

    /// <summary>The failed tracks of a batch, with their reasons.</summary>
    /// <param name="limit">At most so many, 1 to 10,000.</param>
    internal static async Task<Results<Ok<Page<FailureJson>>, ProblemHttpResult>> FailuresAsync(
        Guid id, BatchStore batches, CancellationToken cancellation, int limit = 1000)
    {
        Limit.Check(limit, 10_000);
        if (await batches.FindAsync(id, cancellation) is null)
            return Problem.NoBatch(id);
        var failures = await batches.FailuresAsync(id, limit, cancellation);
        return TypedResults.Ok(new Page<FailureJson>([.. failures.Select(failed => new FailureJson(failed.Path, failed.JobId, new(failed.ErrorCode, failed.ErrorMessage)))]));
    }

    /// <summary>Cancels a batch: what is unfinished in it and wanted by nobody else stops.</summary>
    internal static async Task<Results<Ok<BatchJson>, ProblemHttpResult>> CancelAsync(Guid id, BatchStore batches, CancellationToken cancellation)
    {
        await batches.CancelAsync(id, cancellation);
        return await FindAsync(id, batches, cancellation);
    }

    /// <summary>Queues the failed tracks of a batch again.</summary>
    internal static async Task<Accepted<RetriedJson>> RetryFailedAsync(Guid id, BatchStore batches, DispatchSignal signal, CancellationToken cancellation)
    {
        int retried = await batches.RetryFailedAsync(id, cancellation);
        signal.Set();
        return TypedResults.Accepted(Addresses.Batch(id), new RetriedJson(retried));
    }
}
