using System.Text.RegularExpressions;

namespace GetYourMusicStyle.Architecture.Tests;

/// <summary>What <c>docs/architecture.md</c> says of the house: the graph of projects and the tree of folders.</summary>
internal static partial class Documentation
{
    public static string Text => File.ReadAllText(Path.Combine(Repository.Root, "docs", "architecture.md"));

    /// <summary>The diagram has an arrow for everything that a project file names, and no other.</summary>
    public static IEnumerable<string> GraphFaults(string text, IEnumerable<Project> projects)
    {
        string[] drawn = [.. Arrow().Matches(Block(text, "mermaid")).SelectMany(arrow =>
            arrow.Groups[2].Value.Split('&', StringSplitOptions.TrimEntries).Select(to => $"{arrow.Groups[1].Value} --> {to}"))];
        string[] named = [.. projects.SelectMany(project => project.Parts.Select(part => $"{project.Part} --> {part}"))];
        return named.Except(drawn).Select(arrow => $"the graph lacks {arrow}")
            .Concat(drawn.Except(named).Select(arrow => $"the graph has {arrow}, no project file has"));
    }

    /// <summary>The tree has every folder of src, and every folder with sources directly below one, in a line that says something; and no other.</summary>
    public static IEnumerable<string> TreeFaults(string text, string sources)
    {
        var told = new List<string>();
        foreach (Match line in Line().Matches(Block(text, "text")))
            told.Add(line.Groups[1].Length == 2 ? line.Groups[2].Value : $"{told.Last(folder => !folder.Contains('/'))}/{line.Groups[2].Value}");
        string[] found = [.. Directory.EnumerateDirectories(sources).SelectMany(project => Directory.EnumerateDirectories(project)
            .Where(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Any()).Append(project))
            .Select(folder => Path.GetRelativePath(sources, folder).Replace('\\', '/'))];
        return found.Except(told).Select(folder => $"the tree lacks {folder}")
            .Concat(told.Except(found).Select(folder => $"the tree has {folder}, src has not"));
    }

    private static string Block(string text, string language) =>
        text.Split($"```{language}\n") is [_, var rest, ..] ? rest[..rest.IndexOf("```", StringComparison.Ordinal)] : "";

    [GeneratedRegex(@"^ *(\w+) --> (\w+(?: & \w+)*)$", RegexOptions.Multiline)]
    private static partial Regex Arrow();

    [GeneratedRegex(@"^(  |    )([\w.]+) +\S.*$", RegexOptions.Multiline)]
    private static partial Regex Line();
}
