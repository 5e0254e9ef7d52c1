namespace GetYourMusicStyle.Scoring;

/// <summary>How logits become probabilities, and how probabilities are joined.</summary>
internal static class Joining
{
    /// <summary>
    /// Adds <c>weight * softmax(logits / temperature)</c> to <paramref name="sum"/>; both have one value a genre.
    /// </summary>
    public static void AddSoftmax(ReadOnlySpan<float> logits, double temperature, double weight, Span<double> sum)
    {
        double top = double.NegativeInfinity;
        foreach (float logit in logits)
            top = Math.Max(top, logit);
        double total = 0;
        foreach (float logit in logits)
            total += Math.Exp((logit - top) / temperature);
        for (int g = 0; g < sum.Length; g++)
            sum[g] += weight * Math.Exp((logits[g] - top) / temperature) / total;
    }

    /// <summary>
    /// Temperature scaling of probabilities, <c>softmax(ln p / temperature)</c> (Guo et al. 2017, on the logarithm of the mean):
    /// keeps the order, sharpens below 1, flattens above.
    /// </summary>
    public static double[] Calibrate(ReadOnlySpan<double> probabilities, double temperature)
    {
        var calibrated = new double[probabilities.Length];
        double top = double.Epsilon;
        foreach (double p in probabilities)
            top = Math.Max(top, p);
        double total = 0;
        for (int g = 0; g < calibrated.Length; g++)
            total += calibrated[g] = Math.Pow(probabilities[g] / top, 1 / temperature);
        for (int g = 0; g < calibrated.Length; g++)
            calibrated[g] /= total;
        return calibrated;
    }
}
