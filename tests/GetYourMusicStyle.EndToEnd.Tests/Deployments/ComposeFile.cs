using System.Text.RegularExpressions;
using GetYourMusicStyle.EndToEnd.Tests.Checkout;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace GetYourMusicStyle.EndToEnd.Tests.Deployments;

/// <summary>docker-compose.yml, with merge keys resolved and variables filled in as docker compose does.</summary>
internal sealed partial class ComposeFile
{
    private readonly Dictionary<object, object> _root;

    private ComposeFile(Dictionary<object, object> root) => _root = root;

    public IReadOnlyDictionary<string, ComposeService> Services => Map(_root["services"]).ToDictionary(
        pair => (string)pair.Key, pair => new ComposeService((string)pair.Key, Map(pair.Value)));

    public IReadOnlyCollection<string> Volumes => [.. Map(_root["volumes"]).Keys.Cast<string>()];

    /// <summary>Reads the repository's file with these variables.</summary>
    public static ComposeFile Read(IReadOnlyDictionary<string, string> variables)
    {
        string text = File.ReadAllText(Path.Combine(Repository.Root, "docker-compose.yml"));
        using var reader = new StringReader(Interpolate(text, variables));
        var merged = new MergingParser(new Parser(reader));
        return new((Dictionary<object, object>)new DeserializerBuilder().Build().Deserialize(merged)!);
    }

    internal static Dictionary<object, object> Map(object node) => (Dictionary<object, object>)node;

    private static string Interpolate(string text, IReadOnlyDictionary<string, string> variables) => Variable().Replace(text, match =>
    {
        if (variables.TryGetValue(match.Groups["name"].Value, out string? value) && value.Length > 0)
            return value;
        if (match.Groups["kind"].Value == "?")
            throw new InvalidOperationException($"docker-compose.yml wants {match.Groups["name"].Value}: {match.Groups["rest"].Value}");
        return match.Groups["rest"].Value;
    });

    [GeneratedRegex(@"\$\{(?<name>\w+)(:(?<kind>[-?])(?<rest>[^}]*))?\}")]
    private static partial Regex Variable();
}

/// <summary>A service of the compose file.</summary>
internal sealed record ComposeService(string Name, Dictionary<object, object> Node)
{
    public string Image => (string)Node["image"];

    public string? Restart => Node.GetValueOrDefault("restart") as string;

    public bool HasHealthCheck => Node.ContainsKey("healthcheck");

    /// <summary>The container file it is built by; null for an image of others.</summary>
    public string? ContainerFile => Node.TryGetValue("build", out object? build) ? (string)ComposeFile.Map(build)["dockerfile"] : null;

    public IReadOnlyList<string> Command => List("command");

    public IReadOnlyList<string> Volumes => List("volumes");

    public IReadOnlyDictionary<string, string> Environment => !Node.TryGetValue("environment", out object? node)
        ? new Dictionary<string, string>()
        : ComposeFile.Map(node).ToDictionary(pair => (string)pair.Key, pair => (string?)pair.Value ?? "");

    /// <summary>What it waits for: services and conditions.</summary>
    public IReadOnlyDictionary<string, string> DependsOn => !Node.TryGetValue("depends_on", out object? node)
        ? new Dictionary<string, string>()
        : ComposeFile.Map(node).ToDictionary(pair => (string)pair.Key, pair => (string)ComposeFile.Map(pair.Value)["condition"]);

    private List<string> List(string key) => Node.TryGetValue(key, out object? node) ? [.. ((List<object>)node).Cast<string>()] : [];
}
