using System.Numerics;
using System.Text.Json.Serialization;

namespace GetYourMusicStyle.Features.Mel;

/// <summary>
/// The filter y[t] = x[t] - factor x[t - 1] of signals at a rate of its own, as its gain at each frequency of a spectrum: that is how a model
/// trained at one rate is fed at another.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record PreEmphasis
{
    /// <summary>0 to 1.</summary>
    [JsonPropertyName("factor")]
    public required double Factor { get; init; }

    /// <summary>The rate of the signals that it filters, in Hz, 4 000 to 192 000.</summary>
    [JsonPropertyName("rate")]
    public required double Rate { get; init; }

    /// <summary>What is wrong, in a few words, or null.</summary>
    public string? Fault() =>
        Factor is >= 0 and <= 1 && Rate is >= 4000 and <= 192_000 ? null : "pre_emphasis: factor must be from 0 to 1, and rate from 4000 to 192000";

    /// <summary>|1 - factor e^(-2 pi i f / rate)|.</summary>
    internal double GainAt(double hertz) => (1 - (Factor * Complex.FromPolarCoordinates(1, -2 * Math.PI * hertz / Rate))).Magnitude;
}
