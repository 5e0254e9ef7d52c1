using Microsoft.AspNetCore.Http.HttpResults;

namespace GetYourMusicStyle.Api.Problems;

/// <summary>A request that is refused deep inside its handling; the answer is the problem it carries.</summary>
internal sealed class ProblemException(ProblemHttpResult problem) : Exception(problem.ProblemDetails.Detail)
{
    public ProblemHttpResult Problem { get; } = problem;
}
