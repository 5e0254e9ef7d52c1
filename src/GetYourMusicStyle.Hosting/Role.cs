using GetYourMusicStyle.Pipeline;

namespace GetYourMusicStyle.Hosting;

/// <summary>Which parts one process runs.</summary>
[Flags]
public enum Role
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>HTTP interface, dispatcher and sweeper.</summary>
    Api = 1,

    /// <summary>Audio to features, log spectrograms and their pictures.</summary>
    Feature = 2,

    /// <summary>Features to genre probabilities.</summary>
    Scoring = 4,

    /// <summary>Similar tracks and playlists, from an index in memory.</summary>
    Recommender = 8,

    /// <summary>Everything.</summary>
    All = Api | Feature | Scoring | Recommender,
}

/// <summary>Roles as people write them, and as the pipeline knows them.</summary>
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

    internal static PipelineRoles ToPipeline(this Role roles) =>
        (roles.HasFlag(Role.Api) ? PipelineRoles.Dispatch : PipelineRoles.None)
        | (roles.HasFlag(Role.Feature) ? PipelineRoles.Feature : PipelineRoles.None)
        | (roles.HasFlag(Role.Scoring) ? PipelineRoles.Score : PipelineRoles.None)
        | (roles.HasFlag(Role.Recommender) ? PipelineRoles.Recommend : PipelineRoles.None);

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
