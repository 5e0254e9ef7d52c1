using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace GetYourMusicStyle.Cli.Arguments;

/// <summary>Options that take a whole number within limits, and say so in plain words when they get something else.</summary>
internal static class WholeNumberOption
{
    /// <summary>An option with a default.</summary>
    public static Option<int> Create(string name, string letter, string description, int lowest, int highest, Func<int> otherwise) => new(name)
    {
        HelpName = letter,
        Description = description,
        DefaultValueFactory = _ => otherwise(),
        CustomParser = result => Parse(result, name, lowest, highest) ?? 0,
    };

    /// <summary>An option that may be left out.</summary>
    public static Option<int?> Create(string name, string letter, string description, int lowest, int highest) => new(name)
    {
        HelpName = letter,
        Description = description,
        CustomParser = result => Parse(result, name, lowest, highest),
    };

    private static int? Parse(ArgumentResult result, string name, int lowest, int highest)
    {
        if (result.Tokens is [var token] && int.TryParse(token.Value, CultureInfo.InvariantCulture, out int value) && value >= lowest && value <= highest)
            return value;
        result.AddError($"{name} must be a whole number from {lowest} to {highest}");
        return null;
    }
}
