using GetYourMusicStyle.Fuzz.Targets;

namespace GetYourMusicStyle.Fuzz;

/// <summary>The seeds of the targets, a folder each: good inputs to begin with, and every find there has been.</summary>
internal static class SeedFolder
{
    /// <summary>In the sources, so that a find can be added.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>All inputs that a target begins with.</summary>
    public static List<byte[]> Of(FuzzTarget target)
    {
        string folder = Path.Combine(Root, target.Name);
        IEnumerable<string> files = Directory.Exists(folder) ? Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal) : [];
        return [.. target.Seeds, .. files.Select(File.ReadAllBytes), []];
    }

    private static string FindRoot()
    {
        for (string? folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            string seeds = Path.Combine(folder, "tests", "GetYourMusicStyle.Fuzz", "seeds");
            if (Directory.Exists(seeds))
                return seeds;
        }
        throw new DirectoryNotFoundException("The seeds were not found above the program.");
    }
}
