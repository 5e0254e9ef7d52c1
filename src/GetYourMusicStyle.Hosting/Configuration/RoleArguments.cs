using GetYourMusicStyle.Contracts;

namespace GetYourMusicStyle.Hosting.Configuration;

/// <summary>The arguments of the worker program.</summary>
public static class RoleArguments
{
    private const string Option = "--role";

    /// <summary>Splits the arguments: every <c>--role NAME</c> and <c>--role=NAME</c> gives a role, the rest is configuration.</summary>
    /// <exception cref="ConfigurationException">No role is named, or one that does not exist.</exception>
    public static (Role Roles, string[] Configuration) Parse(IReadOnlyList<string> arguments)
    {
        var (names, rest) = (new List<string>(), new List<string>());
        for (int i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] == Option && i + 1 < arguments.Count)
                names.Add(arguments[++i]);
            else if (arguments[i].StartsWith(Option + "=", StringComparison.Ordinal))
                names.Add(arguments[i][(Option.Length + 1)..]);
            else
                rest.Add(arguments[i]);
        }
        return (Roles.Parse(names), [.. rest]);
    }
}
