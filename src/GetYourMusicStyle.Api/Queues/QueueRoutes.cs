using GetYourMusicStyle.Api.Authentication;
using GetYourMusicStyle.Api.Paging;
using GetYourMusicStyle.Api.Problems;
using GetYourMusicStyle.Catalog.Jobs;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Contracts;
using GetYourMusicStyle.Pipeline.Dispatch;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace GetYourMusicStyle.Api.Queues;

/// <summary>A stage's queue.</summary>
/// <param name="Name"><c>featurize</c>, <c>score</c> or <c>spectrograms</c>.</param>
/// <param name="Paused">Whether it is paused.</param>
/// <param name="PausedAt">Since when it is paused.</param>
/// <param name="Waiting">Jobs that no worker has begun.</param>
/// <param name="InFlight">Jobs that workers have begun.</param>
/// <param name="WaitingForServers">Jobs that wait for the store, or a disk, that is away; they go on by themselves.</param>
/// <param name="RatePerS">Jobs finished per second over the last minute.</param>
public sealed record QueueJson(Stage Name, bool Paused, DateTime? PausedAt, int Waiting, int InFlight, double RatePerS, int WaitingForServers);

/// <summary><c>/queues</c>.</summary>
internal static class QueueRoutes
{
    public static void MapQueues(this IEndpointRouteBuilder routes)
    {
        var queues = routes.MapGroup("/queues").WithTags("Queues");
        queues.MapGet("", ListAsync).RequireScope(ApiScopes.Read);
        queues.MapPost("/{name}/pause", PauseAsync).RequireScope(ApiScopes.Admin).ProducesProblem(404);
        queues.MapPost("/{name}/resume", ResumeAsync).RequireScope(ApiScopes.Admin).ProducesProblem(404);
    }

    /// <summary>How much waits at each stage, how much is in work, and how fast it goes.</summary>
    internal static async Task<Ok<Page<QueueJson>>> ListAsync(StageControl control, CancellationToken cancellation)
    {
        var views = await control.ListAsync(cancellation);
        return TypedResults.Ok(new Page<QueueJson>([.. views.Select(Of)]));
    }

    /// <summary>Holds a stage: what has begun is finished, nothing more is begun.</summary>
    internal static async Task<Results<Ok<QueueJson>, ProblemHttpResult>> PauseAsync(string name, StageControl control, CancellationToken cancellation)
    {
        if (StageNames.Find(name) is not { } stage)
            return NoQueue();
        await control.PauseAsync(stage, cancellation);
        return await FindAsync(stage, control, cancellation);
    }

    /// <summary>Lets a stage run.</summary>
    internal static async Task<Results<Ok<QueueJson>, ProblemHttpResult>> ResumeAsync(
        string name, StageControl control, DispatchSignal signal, CancellationToken cancellation)
    {
        if (StageNames.Find(name) is not { } stage)
            return NoQueue();
        await control.ResumeAsync(stage, cancellation);
        signal.Set();
        return await FindAsync(stage, control, cancellation);
    }

    internal static async Task<Ok<QueueJson>> FindAsync(Stage stage, StageControl control, CancellationToken cancellation) =>
        TypedResults.Ok(Of((await control.ListAsync(cancellation)).First(view => view.Stage == stage)));

    private static QueueJson Of(StageView view) =>
        new(view.Stage, view.PausedAt is not null, view.PausedAt, view.Waiting, view.InFlight, Math.Round(view.DoneLastMinute / 60.0, 3),
            view.WaitingForServers);

    private static ProblemHttpResult NoQueue() => Problem.NotFound($"There is no such queue; there are {string.Join(", ", StageNames.All)}.");
}
