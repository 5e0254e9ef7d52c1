using NetArchTest.Rules;

namespace GetYourMusicStyle.Architecture.Tests;

/// <summary>What a project may name in its file, and use once built. Each rule returns its faults.</summary>
internal static class ProjectRules
{
    private static readonly string[] Forbidden =
    [
        "System.Net", "System.Data", "Microsoft.AspNetCore", "Microsoft.EntityFrameworkCore", "Microsoft.Extensions.Hosting", "MassTransit", "Npgsql",
        "RabbitMQ",
    ];

    /// <summary>The file names these parts, no more and no less.</summary>
    public static IEnumerable<string> Names(Project project, string[] parts) =>
    [
        .. project.Parts.Except(parts).Select(part => $"{project.Part} names {part}"),
        .. parts.Except(project.Parts).Select(part => $"{project.Part} does not name {part}"),
    ];

    /// <summary>The file names no package or framework but those that begin so.</summary>
    public static IEnumerable<string> NamesOfPackages(Project project, string[] packages) =>
        project.Packages.Where(package => !StartsAs(package, packages)).Select(package => $"{project.Part} names the package {package}");

    /// <summary>What was built uses no part but these.</summary>
    public static IEnumerable<string> Uses(string part, IEnumerable<string> assemblies, IEnumerable<string> parts) =>
        assemblies.Where(name => Project.PartOrNull(name) is { } used && !parts.Contains(used)).Select(name => $"{part} uses {name}");

    /// <summary>What was built uses, beside parts, only assemblies that begin so, and nothing of messages, databases or HTTP.</summary>
    public static IEnumerable<string> UsesOfPackages(string part, IEnumerable<string> assemblies, string[] packages) =>
        assemblies.Where(name => Project.PartOrNull(name) is null)
            .Where(name => StartsAs(name, Forbidden) || !StartsAs(name, [.. packages, "System.", "Microsoft.Win32.Primitives"]))
            .Select(name => $"{part} uses {name}");

    /// <summary>What is outside is met in these parts, in each of them, and in no other.</summary>
    public static IEnumerable<string> Meets(string outside, string[] owners, IReadOnlyDictionary<string, IReadOnlyCollection<string>> assembliesOfParts)
    {
        string[] users = [.. assembliesOfParts.Where(part => part.Value.Any(name => StartsAs(name, [outside]))).Select(part => part.Key)];
        return users.Except(owners).Select(user => $"{user} uses {outside}").Concat(owners.Except(users).Select(owner => $"{owner} does not use {outside}"));
    }

    /// <summary>Nothing names a program.</summary>
    public static IEnumerable<string> NamesOfPrograms(IEnumerable<Project> projects) =>
        from project in projects from part in project.Parts where part is "Cli" or "Worker" select $"{project.Part} names {part}, a program";

    /// <summary>No type of a built library knows of messages, databases or HTTP, whatever assembly they come from.</summary>
    public static IEnumerable<string> KnowsNothingOutside(string assembly) => Failing(assembly, types => types.ShouldNot().HaveDependencyOnAny(Forbidden));

    /// <summary>Every type is plain: it knows only its like and the base library, and carries no attribute of a transport.</summary>
    public static IEnumerable<string> IsPlain(string assembly, string name) => Failing(assembly, types => types.Should().OnlyHaveDependenciesOn("System", name));

    private static IEnumerable<string> Failing(string assembly, Func<Types, ConditionList> rule) =>
        (rule(Types.FromFile(assembly)).GetResult().FailingTypeNames ?? [])
            .Select(type => $"{type} of {Path.GetFileName(assembly)} knows what it should not");

    private static bool StartsAs(string name, string[] beginnings) => beginnings.Any(beginning => name.StartsWith(beginning, StringComparison.Ordinal));
}
