namespace GetYourMusicStyle.Scoring.Tracks;

/// <summary>From joined probabilities to confidence.</summary>
internal static class Calibration
{
    /// <summary>
    /// Temperature scaling of probabilities, <c>softmax(ln p / temperature)</c> (Guo et al. 2017, on the logarithm of the mean):
    /// keeps the order, sharpens below 1, flattens above.
    /// </summary>
    public static double[] Apply(ReadOnlySpan<double> probabilities, double temperature)
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
