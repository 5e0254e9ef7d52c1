using System.CommandLine;
using System.Globalization;

namespace GetYourMusicStyle.Cli.Arguments;

/// <summary>An option that takes a number from 0 to 1.</summary>
internal static class FractionOption
{
    public static Option<double> Create(string name, string letter, string description) => new(name)
    {
        HelpName = letter,
        Description = description,
        CustomParser = result =>
        {
            if (result.Tokens is [var token] && double.TryParse(token.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value is >= 0 and <= 1)
                return value;
            result.AddError($"{name} must be a number from 0 to 1");
            return 0;
        },
    };
}
