namespace GetYourMusicStyle.EndToEnd.Tests.Checkout;

/// <summary>Where the repository and the built programs are.</summary>
internal static class Repository
{
    private static readonly string Output = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);

    /// <summary>The folder that holds docker-compose.yml.</summary>
    public static string Root { get; } = Find();

    /// <summary>Release or Debug, as this assembly was built.</summary>
    public static string Configuration => Path.GetFileName(Output);

    /// <summary>Where processes of this run write their logs and their files; kept until the next run.</summary>
    public static string RunFolder { get; } = Path.Combine(Output, "run");

    /// <summary>A built program.</summary>
    public static string Program(string project, string assembly) =>
        Path.GetFullPath(Path.Combine(Output, "..", "..", project, Configuration, assembly));

    public static string Worker => Program("GetYourMusicStyle.Worker", "GetYourMusicStyle.Worker.dll");

    public static string CommandLine => Program("GetYourMusicStyle.Cli", "gyms.dll");

    private static string Find()
    {
        for (string? folder = Output; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "docker-compose.yml")))
                return folder;
        }
        throw new DirectoryNotFoundException($"No folder above {Output} holds docker-compose.yml.");
    }
}
