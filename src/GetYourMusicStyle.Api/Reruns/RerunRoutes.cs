using GetYourMusicStyle.Catalog;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace GetYourMusicStyle.Api;

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

/// <summary><c>/reruns</c>.</summary>
internal static class RerunRoutes
{
    public static void MapReruns(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/reruns", StartAsync).WithTags("Reruns").ProducesProblem(400).ProducesProblem(404);

    /// <summary>Runs a stage again over the catalog or over one batch; the answer is a batch to follow.</summary>
    internal static async Task<Results<Accepted<BatchJson>, ProblemHttpResult>> StartAsync(NewRerun rerun, Reruns reruns, CancellationToken cancellation)
    {
        if (rerun.Stage is not { } stage)
            return Problem.BadRequest("stage must be one of features, spectrograms and scores.");
        return await reruns.StartAsync(stage, rerun.Scope == RerunScope.All, rerun.Batch, cancellation);
    }
}
