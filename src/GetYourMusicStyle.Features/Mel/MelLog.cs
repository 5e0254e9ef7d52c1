using System.Numerics.Tensors;
using System.Text.Json.Serialization;

namespace GetYourMusicStyle.Features.Mel;

/// <summary>
/// How mel values x are put on a logarithmic scale. <c>none</c>: x. <c>ln</c>: ln(x + offset). <c>log10_1p</c>: log10(1 + factor x).
/// <c>db</c>: decibels relative to <c>reference</c>, and <c>db_max</c>: relative to the window's largest value, neither lower than
/// <c>top_db</c> below the largest if that is given (librosa's <c>power_to_db</c>, for power 1 <c>amplitude_to_db</c>).
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record MelLog
{
    private const double LeastPower = 1e-10;        // librosa's amin

    /// <summary><c>none</c>, <c>ln</c>, <c>log10_1p</c>, <c>db</c> or <c>db_max</c>.</summary>
    [JsonPropertyName("kind")]
    public required string Kind { get; init; }

    /// <summary>For <c>ln</c>; above 0.</summary>
    [JsonPropertyName("offset")]
    public double? Offset { get; init; }

    /// <summary>For <c>log10_1p</c>; above 0.</summary>
    [JsonPropertyName("factor")]
    public double? Factor { get; init; }

    /// <summary>For <c>db</c>: the value that is 0 dB; above 0.</summary>
    [JsonPropertyName("reference")]
    public double? Reference { get; init; }

    /// <summary>For <c>db</c> and <c>db_max</c>: the range in dB; above 0, or left out for none.</summary>
    [JsonPropertyName("top_db")]
    public double? TopDecibels { get; init; }

    /// <summary>What is wrong, in a few words, or null.</summary>
    public string? Fault() => Kind switch
    {
        "none" => Only(),
        "ln" => Needed("offset", Offset) ?? Only(offset: true),
        "log10_1p" => Needed("factor", Factor) ?? Only(factor: true),
        "db" => Needed("reference", Reference) ?? Only(reference: true, topDecibels: true),
        "db_max" => Only(topDecibels: true),
        _ => $"log '{Kind}' is not known; known: none, ln, log10_1p, db, db_max",
    };

    /// <summary>Puts the values of one window on the scale.</summary>
    internal void Apply(Span<float> mel, int power)
    {
        switch (Kind)
        {
            case "ln":
                TensorPrimitives.Add(mel, (float)Offset!.Value, mel);
                TensorPrimitives.Log(mel, mel);
                break;
            case "log10_1p":
                TensorPrimitives.Multiply(mel, (float)Factor!.Value, mel);
                TensorPrimitives.Add(mel, 1, mel);
                TensorPrimitives.Log10(mel, mel);
                break;
            case "db" or "db_max":
                Decibels(mel, power);
                break;
        }
    }

    private void Decibels(Span<float> mel, int power)
    {
        double scale = 20.0 / power, least = Math.Pow(LeastPower, power / 2.0), largest = Math.Max(least, TensorPrimitives.Max<float>(mel));
        double reference = scale * Math.Log10(Kind == "db" ? Math.Max(least, Reference!.Value) : largest);
        TensorPrimitives.Max(mel, (float)least, mel);
        TensorPrimitives.Log10(mel, mel);
        TensorPrimitives.Multiply(mel, (float)scale, mel);
        TensorPrimitives.Subtract(mel, (float)reference, mel);
        if (TopDecibels is { } range)
            TensorPrimitives.Max(mel, (float)((scale * Math.Log10(largest)) - reference - range), mel);
    }

    private string? Needed(string name, double? value) =>
        value is > 0 && double.IsFinite(value.Value) ? null : $"log '{Kind}' needs {name}, above 0";

    private string? Only(bool offset = false, bool factor = false, bool reference = false, bool topDecibels = false) =>
        (Offset is null || offset) && (Factor is null || factor) && (Reference is null || reference) && (TopDecibels is null || topDecibels)
            ? TopDecibels is null or > 0 ? null : "top_db must be above 0"
            : $"log '{Kind}' has a parameter that is not its own";
}
