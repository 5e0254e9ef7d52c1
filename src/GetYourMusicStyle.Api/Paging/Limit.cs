using GetYourMusicStyle.Api.Problems;

namespace GetYourMusicStyle.Api.Paging;

/// <summary>Checks the length asked of a list.</summary>
internal static class Limit
{
    /// <exception cref="ProblemException">It is out of range.</exception>
    public static void Check(int limit, int most)
    {
        if (limit < 1 || limit > most)
            throw new ProblemException(Problem.BadRequest($"limit must be a number from 1 to {most}."));
    }
}
