using System.Buffers;
using System.Globalization;

namespace GetYourMusicStyle.Cli.Output;

/// <summary>One record of comma-separated values, after RFC 4180.</summary>
internal static class CsvLine
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    /// <summary>The fields, quoted where they must be; numbers in invariant form, null as nothing.</summary>
    public static string Of(IEnumerable<object?> fields) => string.Join(',', fields.Select(Field));

    private static string Field(object? value)
    {
        string text = value switch
        {
            bool flag => flag ? "true" : "false",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => value?.ToString() ?? "",
        };
        return text.AsSpan().ContainsAny(Special) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
