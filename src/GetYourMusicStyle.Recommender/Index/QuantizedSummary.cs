namespace GetYourMusicStyle.Recommender.Index;

/// <summary>
/// The features of a track in 100 bytes: whole numbers of steps, a step being a 32nd of what encodings usually do to a feature
/// (<see cref="CodecVariation"/>). Two tracks differ by those as they do by the features themselves, to some hundredths.
/// </summary>
internal static class QuantizedSummary
{
    /// <summary>Codes of a summary.</summary>
    public const int Size = 2 * FeatureSummary.Size;

    private const float StepsOfVariation = 32;

    private const short Unknown = short.MinValue;

    private static readonly float[] _steps =
        [.. CodecVariation.Default.Means.Concat(CodecVariation.Default.StandardDeviations).Select(variation => variation / StepsOfVariation)];

    /// <summary>Writes the codes of a summary; values of more than 1,023 usual variations, which music does not have, are cut off there.</summary>
    public static void Write(FeatureSummary? summary, Span<short> codes)
    {
        codes[0] = Unknown;
        if (summary is null)
            return;
        for (int i = 0; i < Size; i++)
        {
            float value = i < FeatureSummary.Size ? summary.Means[i] : summary.StandardDeviations[i - FeatureSummary.Size];
            codes[i] = (short)Math.Clamp(MathF.Round(value / _steps[i]), -short.MaxValue, short.MaxValue);
        }
    }

    /// <summary>The summary of some codes; null if none was written.</summary>
    public static FeatureSummary? Read(ReadOnlySpan<short> codes)
    {
        if (codes[0] == Unknown)
            return null;
        float[] values = new float[Size];
        for (int i = 0; i < Size; i++)
            values[i] = codes[i] * _steps[i];
        return new FeatureSummary(values[..FeatureSummary.Size], values[FeatureSummary.Size..]);
    }
}
