using System.Text.Json;
using System.Text.Json.Serialization;

namespace GetYourMusicStyle.Recommender;

/// <summary>
/// What sounds are normalised by: how the music of the training corpus sounds on average and how much its tracks differ. Fixed numbers, so that
/// distances do not move as a library grows. Made by <c>gyms evaluate --neighbours</c> (<c>models/sound.json</c>), in the order of
/// <c>FeatureNames</c> and the features' own units.
/// </summary>
public sealed record FeatureNormalization
{
    /// <summary>Number of tracks it was measured on.</summary>
    public required int Tracks { get; init; }

    /// <summary>Average of the tracks' means.</summary>
    public required float[] Means { get; init; }

    /// <summary>Standard deviation of the tracks' means.</summary>
    public required float[] MeanDeviations { get; init; }

    /// <summary>Average of the tracks' standard deviations.</summary>
    [JsonPropertyName("spreads")]
    public required float[] StandardDeviations { get; init; }

    /// <summary>Standard deviation of the tracks' standard deviations.</summary>
    [JsonPropertyName("spread_deviations")]
    public required float[] StandardDeviationDeviations { get; init; }

    /// <summary>The one that is built in.</summary>
    public static FeatureNormalization Default { get; } = EmbeddedJson.Read("sound.json", FeatureNormalizationJson.Default.FeatureNormalization);

    /// <summary>Measures the scale of some tracks, of which there are at least two that differ in every feature.</summary>
    /// <exception cref="ArgumentException">A feature never varies.</exception>
    public static FeatureNormalization Of(IReadOnlyCollection<FeatureSummary> sounds)
    {
        var (means, meanDeviations) = Moments([.. sounds.Select(sound => sound.Means)]);
        var (standardDeviations, standardDeviationDeviations) = Moments([.. sounds.Select(sound => sound.StandardDeviations)]);
        if (meanDeviations.Concat(standardDeviationDeviations).Any(deviation => deviation <= 0))
            throw new ArgumentException("A feature that never varies has no scale.", nameof(sounds));
        return new FeatureNormalization
        {
            Tracks = sounds.Count,
            Means = means,
            MeanDeviations = meanDeviations,
            StandardDeviations = standardDeviations,
            StandardDeviationDeviations = standardDeviationDeviations,
        };
    }

    /// <summary>The file's text.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, FeatureNormalizationJson.Default.FeatureNormalization) + "\n";

    private static (float[] Mean, float[] Deviation) Moments(float[][] rows)
    {
        float[] mean = new float[FeatureSummary.Size], deviation = new float[FeatureSummary.Size];
        for (int f = 0; f < FeatureSummary.Size; f++)
        {
            double average = rows.Average(row => (double)row[f]);
            mean[f] = (float)average;
            deviation[f] = (float)Math.Sqrt(rows.Average(row => (row[f] - average) * (row[f] - average)));
        }
        return (mean, deviation);
    }
}

/// <summary>Its file.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(FeatureNormalization))]
internal sealed partial class FeatureNormalizationJson : JsonSerializerContext;
