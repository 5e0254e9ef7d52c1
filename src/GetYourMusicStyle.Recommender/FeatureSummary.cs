namespace GetYourMusicStyle.Recommender;

/// <summary>
/// How a track sounds as a whole: the 25 features of its non-silent windows, in the order of <c>FeatureNames</c> and in their own units.
/// </summary>
/// <param name="Means">Their means; <see cref="Size"/> finite values.</param>
/// <param name="StandardDeviations">Their standard deviations (divided by the number of windows, so 0 for one window); <see cref="Size"/> finite values.</param>
public sealed record FeatureSummary(float[] Means, float[] StandardDeviations)
{
    /// <summary>Number of features.</summary>
    public const int Size = 25;
}
