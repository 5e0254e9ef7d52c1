namespace GetYourMusicStyle.Cli;

/// <summary>The root of the product: <c>GYMS_HOME</c> if set (the <c>gyms</c> script does), else found above the program.</summary>
internal static class Home
{
    public static string Path { get; } = Environment.GetEnvironmentVariable("GYMS_HOME") is { Length: > 0 } home ? home : Search();

    public static string Models => System.IO.Path.Combine(Path, "models");

    private static string Search()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Directory.Exists(System.IO.Path.Combine(folder.FullName, "models")))
                return folder.FullName;
        }
        return Environment.CurrentDirectory;
    }
}
