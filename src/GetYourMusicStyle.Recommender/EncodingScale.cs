using System.Text.Json;
using System.Text.Json.Serialization;

namespace GetYourMusicStyle.Recommender;

/// <summary>
/// How far encodings move the sound of a recording: little in loudness and chroma, much in the highest band, which they cut off. Made by
/// <c>gyms bench --encodings</c> (<c>models/encodings.json</c>), in the order of <c>FeatureNames</c> and the features' own units.
/// </summary>
public sealed record EncodingScale
{
    /// <summary>Differences no larger than this share of how much tracks differ tell nothing.</summary>
    private const double Floor = 0.01;

    /// <summary>Number of recordings it was measured on.</summary>
    public required int Recordings { get; init; }

    /// <summary>How far encodings usually move the means.</summary>
    public required float[] Means { get; init; }

    /// <summary>How far encodings usually move the spreads.</summary>
    public required float[] Spreads { get; init; }

    /// <summary>The one that is built in.</summary>
    public static EncodingScale Default { get; } = Embedded();

    /// <summary>Measures the scale of pairs: a recording and an encoding of it.</summary>
    public static EncodingScale Of(IReadOnlyList<(TrackSound Original, TrackSound Encoded)> pairs, int recordings)
    {
        var scale = SoundScale.Default;
        return new EncodingScale
        {
            Recordings = recordings,
            Means = Moved(pair => pair.Original.Means, pair => pair.Encoded.Means, scale.MeanDeviations),
            Spreads = Moved(pair => pair.Original.Spreads, pair => pair.Encoded.Spreads, scale.SpreadDeviations),
        };

        float[] Moved(Func<(TrackSound Original, TrackSound Encoded), float[]> from, Func<(TrackSound Original, TrackSound Encoded), float[]> to, float[] deviations) =>
            [.. deviations.Select((deviation, f) => (float)(Math.Sqrt(pairs.Average(pair => Square((double)from(pair)[f] - to(pair)[f]))) + (Floor * deviation)))];
    }

    /// <summary>How far apart two sounds are: about 1 for encodings of one recording, 3 and more for different music.</summary>
    public double Between(TrackSound one, TrackSound other)
    {
        double sum = 0;
        for (int f = 0; f < TrackSound.Size; f++)
            sum += Square((one.Means[f] - other.Means[f]) / Means[f]) + Square((one.Spreads[f] - other.Spreads[f]) / Spreads[f]);
        return Math.Sqrt(sum / (2 * TrackSound.Size));
    }

    /// <summary>The file's text.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, EncodingScaleJson.Default.EncodingScale) + "\n";

    private static double Square(double number) => number * number;

    private static EncodingScale Embedded()
    {
        using var stream = typeof(EncodingScale).Assembly.GetManifestResourceStream("encodings.json")!;
        return JsonSerializer.Deserialize(stream, EncodingScaleJson.Default.EncodingScale)!;
    }
}

/// <summary>Its file.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(EncodingScale))]
internal sealed partial class EncodingScaleJson : JsonSerializerContext;
