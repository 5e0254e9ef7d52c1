using System.Text.Json;

namespace GetYourMusicStyle.Cli.Subsonic;

/// <summary>Reads the JSON of Subsonic servers, which differ: a number may be a text, a list of one the one itself, an empty list nothing.</summary>
internal static class SubsonicJson
{
    /// <summary>A field as text; null if it is not there.</summary>
    public static string? Text(this JsonElement element, string name) => element.Field(name) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };

    /// <summary>A field as a number; null if it is not there or none.</summary>
    public static double? Number(this JsonElement element, string name) =>
        double.TryParse(element.Text(name), System.Globalization.CultureInfo.InvariantCulture, out double number) ? number : null;

    /// <summary>The items of a list.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) => element.Field(name) switch
    {
        { ValueKind: JsonValueKind.Array } array => array.EnumerateArray(),
        { ValueKind: JsonValueKind.Object } one => [one],
        _ => [],
    };

    /// <summary>A field; an undefined element if it is not there.</summary>
    public static JsonElement Field(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var field) ? field : default;
}
