using System.CommandLine;

namespace GetYourMusicStyle.Cli.Arguments;

/// <summary>Options that take the id of a batch.</summary>
internal static class IdOption
{
    public static Option<Guid?> Create(string name, string description) => new(name)
    {
        HelpName = "ID",
        Description = description,
        CustomParser = result =>
        {
            if (result.Tokens is [var token] && Guid.TryParse(token.Value, out var id))
                return id;
            result.AddError($"{name} must be an id such as 0199f0c2-7c6e-7d2b-9a51-3d4b8f0c1a2e");
            return null;
        },
    };
}
