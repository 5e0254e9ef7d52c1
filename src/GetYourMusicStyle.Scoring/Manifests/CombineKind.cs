namespace GetYourMusicStyle.Scoring.Manifests;

/// <summary>How an ensemble joins the probabilities that its members give a window.</summary>
internal static class CombineKind
{
    /// <summary>Their mean, weighted.</summary>
    public const string WeightedMean = "weighted_mean";

    /// <summary>
    /// A logarithmic opinion pool with a bias a genre: p is proportional to exp(bias + sum of weight times ln p of each member). The weights are
    /// taken as they are and need not sum to 1 (Genest and Zidek 1986; Hinton 2002, products of experts).
    /// </summary>
    public const string LogLinear = "log_linear";

    /// <summary>What is wrong with how an ensemble joins its members, or null.</summary>
    public static string? Fault(EnsembleEntry entry, IReadOnlyList<string> genres)
    {
        if (entry.Combine is not (WeightedMean or LogLinear))
            return $"combine '{entry.Combine}' is not known; known: {WeightedMean}, {LogLinear}";
        if (entry.Bias is null)
            return null;
        if (entry.Combine != LogLinear)
            return $"only combine {LogLinear} has a bias";
        if (entry.Bias.Keys.FirstOrDefault(genre => !genres.Contains(genre)) is { } unknown)
            return $"bias names '{unknown}', which is no genre";
        return entry.Bias.Values.All(double.IsFinite) ? null : "bias must be numbers";
    }
}
