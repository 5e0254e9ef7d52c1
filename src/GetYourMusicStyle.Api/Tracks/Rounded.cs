namespace GetYourMusicStyle.Api.Tracks;

/// <summary>Figures as the command line writes them: times to the millisecond, probabilities to 1e-6.</summary>
internal static class Rounded
{
    public static double? Seconds(double? seconds) => seconds is { } known ? Math.Round(known, 3) : null;

    public static double? Probability(double? p) => p is { } known ? Math.Round(known, 6) : null;

    public static Dictionary<string, double>? ByName(string[]? genres, float[]? probabilities) =>
        genres is null || probabilities is null ? null : genres.Zip(probabilities).ToDictionary(pair => pair.First, pair => Math.Round((double)pair.Second, 6));
}
