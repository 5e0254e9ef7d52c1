namespace GetYourMusicStyle.Hosting;

/// <summary>
/// Where the models are if nobody says: those installed in <c>models</c> of GYMS_HOME (the gyms script sets it), or else beside the program.
/// </summary>
internal static class ModelFolder
{
    public static string DefaultFolder { get; } = InstalledModels.Folder(Path.Combine(
        Environment.GetEnvironmentVariable("GYMS_HOME") is { Length: > 0 } home ? home : AppContext.BaseDirectory, "models"));
}
