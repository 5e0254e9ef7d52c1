using GetYourMusicStyle.Api.Authentication;
using GetYourMusicStyle.Api.Batches;
using GetYourMusicStyle.Api.Paging;
using GetYourMusicStyle.Api.Problems;
using GetYourMusicStyle.Catalog.Batches;
using GetYourMusicStyle.Catalog.Model;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace GetYourMusicStyle.Api.Reruns;

/// <summary>Over which tracks a stage runs again.</summary>
public enum RerunScope
{
    /// <summary>Where its results are missing.</summary>
    Missing,

    /// <summary>Everywhere.</summary>
    All,
}

/// <summary>A stage to be run again.</summary>
/// <param name="Stage">What is done again.</param>
/// <param name="Scope">Where; by default only where it is missing.</param>
/// <param name="Batch">Only the tracks of this batch; by default all tracks there are.</param>
public sealed record NewRerun(RerunStage? Stage, RerunScope Scope = RerunScope.Missing, Guid? Batch = null);

/// <summary>How many tracks a stage would run over again.</summary>
/// <param name="Missing">With the scope <c>missing</c>.</param>
/// <param name="All">With the scope <c>all</c>.</param>
public sealed record RerunCountJson(RerunStage Stage, int Missing, int All);

/// <summary><c>/reruns</c>.</summary>
internal static class RerunRoutes
{
    public static void MapReruns(this IEndpointRouteBuilder routes)
    {
        var reruns = routes.MapGroup("/reruns").WithTags("Reruns");
        reruns.MapPost("", StartAsync).RequireScope(ApiScopes.Change).ProducesProblem(400).ProducesProblem(404);
        reruns.MapGet("", CountAsync).RequireScope(ApiScopes.Read).ProducesProblem(400);
        routes.MapPost("/batches/{id}/spectrograms", SpectrogramsAsync).RequireScope(ApiScopes.Change).WithTags("Batches").ProducesProblem(404);
    }

    /// <summary>Runs a stage again over the catalog or over one batch; the answer is a batch to follow.</summary>
    internal static async Task<Results<Accepted<BatchJson>, ProblemHttpResult>> StartAsync(NewRerun rerun, RerunStarter reruns, CancellationToken cancellation)
    {
        if (rerun.Stage is not { } stage)
            return Problem.BadRequest("stage must be one of features, spectrograms and scores.");
        return await reruns.StartAsync(stage, rerun.Scope == RerunScope.All, rerun.Batch, cancellation);
    }

    /// <summary>Tells over how many tracks each stage would run again, before it is asked to.</summary>
    /// <param name="batch">Only the tracks of this batch; by default all tracks there are.</param>
    internal static async Task<Ok<Page<RerunCountJson>>> CountAsync(RerunStarter reruns, CancellationToken cancellation, Guid? batch = null)
    {
        List<RerunCountJson> counts = [];
        foreach (var stage in Enum.GetValues<RerunStage>())
        {
            var tracks = await reruns.CountAsync(stage, batch, cancellation);
            counts.Add(new(stage, tracks.Missing, tracks.All));
        }

        return TypedResults.Ok(new Page<RerunCountJson>(counts));
    }

    /// <summary>Renders the missing log spectrograms of a batch's tracks; the answer is a batch to follow.</summary>
    internal static Task<Accepted<BatchJson>> SpectrogramsAsync(Guid id, RerunStarter reruns, CancellationToken cancellation) =>
        reruns.StartAsync(RerunStage.Spectrograms, all: false, id, cancellation);
}
