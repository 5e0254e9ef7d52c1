namespace GetYourMusicStyle.Architecture.Tests;

/// <summary>This repository: its root, its projects, and how a broken rule is told.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>Every project of src, bench and tests.</summary>
    public static IReadOnlyList<Project> Projects { get; } =
        [.. new[] { "src", "bench", "tests" }.SelectMany(group => Directory.EnumerateFiles(Path.Combine(Root, group), "*.csproj", SearchOption.AllDirectories))
            .Order(StringComparer.Ordinal).Select(Project.Load)];

    public static IEnumerable<Project> Product => Projects.Where(project => project.Group == "src");

    /// <summary>Fails with every fault on a line of its own.</summary>
    public static void Holds(IEnumerable<string> faults)
    {
        string[] found = [.. faults];
        if (found.Length > 0)
            Assert.Fail(string.Join('\n', found));
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "GetYourMusicStyle.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("these tests run beside the sources");
        return folder.FullName;
    }
}
