using System.Text.Json;
using System.Text.Json.Serialization;

namespace GetYourMusicStyle.Recommender;

/// <summary>
/// How far encodings move the sound of a recording: little in loudness and chroma, much in the highest band, which they cut off. Made by
/// <c>gyms bench --encodings</c> (<c>models/encodings.json</c>), in the order of <c>FeatureNames</c> and the features' own units.
/// </summary>
public sealed record CodecVariation
{
    /// <summary>Differences no larger than this share of how much recordings differ tell nothing.</summary>
    private const double Floor = 0.01;

    /// <summary>Number of recordings it was measured on.</summary>
    public required int Recordings { get; init; }

    /// <summary>How far encodings usually move the means.</summary>
    public required float[] Means { get; init; }

    /// <summary>How far encodings usually move the standard deviations.</summary>
    [JsonPropertyName("spreads")]
    public required float[] StandardDeviations { get; init; }

    /// <summary>The one that is built in.</summary>
    public static CodecVariation Default { get; } = EmbeddedJson.Read("encodings.json", CodecVariationJson.Default.CodecVariation);

    /// <summary>Measures the scale of pairs: a recording and an encoding of it.</summary>
    public static CodecVariation Of(IReadOnlyList<(FeatureSummary Original, FeatureSummary Encoded)> pairs, int recordings)
    {
        return new CodecVariation
        {
            Recordings = recordings,
            Means = Moved(pair => pair.Original.Means, pair => pair.Encoded.Means),
            StandardDeviations = Moved(pair => pair.Original.StandardDeviations, pair => pair.Encoded.StandardDeviations),
        };

        float[] Moved(Func<(FeatureSummary Original, FeatureSummary Encoded), float[]> from, Func<(FeatureSummary Original, FeatureSummary Encoded), float[]> to) =>
            [.. Enumerable.Range(0, FeatureSummary.Size).Select(f =>
            {
                double mean = pairs.Average(pair => from(pair)[f]);
                double deviation = Math.Sqrt(pairs.Average(pair => Square(from(pair)[f] - mean)));
                return (float)(Math.Sqrt(pairs.Average(pair => Square((double)from(pair)[f] - to(pair)[f]))) + (Floor * deviation));
            })];
    }

    /// <summary>How far apart two sounds are: about 1 for encodings of one recording, 3 and more for different music.</summary>
    public double Between(FeatureSummary one, FeatureSummary other)
    {
        double sum = 0;
        for (int f = 0; f < FeatureSummary.Size; f++)
            sum += Square((one.Means[f] - other.Means[f]) / Means[f]) + Square((one.StandardDeviations[f] - other.StandardDeviations[f]) / StandardDeviations[f]);
        return Math.Sqrt(sum / (2 * FeatureSummary.Size));
    }

    /// <summary>The file's text.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, CodecVariationJson.Default.CodecVariation) + "\n";

    private static double Square(double number) => number * number;
}

/// <summary>Its file.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(CodecVariation))]
internal sealed partial class CodecVariationJson : JsonSerializerContext;
