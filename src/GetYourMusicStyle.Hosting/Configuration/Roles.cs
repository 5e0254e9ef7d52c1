using GetYourMusicStyle.Contracts;

namespace GetYourMusicStyle.Hosting.Configuration;

/// <summary>Roles as people write them.</summary>
public static class Roles
{
    /// <summary>Reads names such as <c>api</c>, <c>feature,scoring</c> or <c>all</c>, in any number.</summary>
    /// <exception cref="ConfigurationException">There is none, or one that does not exist.</exception>
    public static Role Parse(IEnumerable<string> names)
    {
        var roles = names.SelectMany(name => name.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Aggregate(Role.None, (all, name) => all | One(name));
        return roles != Role.None ? roles : throw new ConfigurationException("--role says what this process does: api, feature, scoring, recommender or all, or several with commas");
    }

    private static Role One(string name) => name.ToLowerInvariant() switch
    {
        "api" => Role.Api,
        "feature" => Role.Feature,
        "scoring" => Role.Scoring,
        "recommender" => Role.Recommender,
        "all" => Role.All,
        _ => throw new ConfigurationException($"--role {name}: there are the roles api, feature, scoring, recommender and all"),
    };
}
