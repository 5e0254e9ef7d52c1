namespace GetYourMusicStyle.Fuzz;

/// <summary>What came of fuzzing a target.</summary>
/// <param name="Runs">Inputs read.</param>
/// <param name="Outcomes">Different ways in which reading ended.</param>
/// <param name="Slowest">The longest that one input took.</param>
/// <param name="MostBytes">The most that the managed heap gave out for one input.</param>
internal sealed record FuzzReport(string Target, long Runs, int Outcomes, TimeSpan Slowest, long MostBytes, IReadOnlyList<Find> Finds);
