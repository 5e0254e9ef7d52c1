namespace GetYourMusicStyle.Api;

/// <summary>Checks the length asked of a list.</summary>
internal static class Limit
{
    /// <exception cref="RefusedException">It is out of range.</exception>
    public static void Check(int limit, int most)
    {
        if (limit < 1 || limit > most)
            throw new RefusedException(Problem.BadRequest($"limit must be a number from 1 to {most}."));
    }
}
