namespace GetYourMusicStyle.Hosting.Models;

/// <summary>Which models are in use when nobody names any.</summary>
public static class InstalledModels
{
    /// <summary>A link in the folder of the product's own models; where it points, there are the models in use.</summary>
    public const string LinkName = "installed";

    /// <summary>
    /// Where the models are if nobody says: those installed in <c>models</c> of GYMS_HOME (the gyms script sets it), or else beside the program.
    /// </summary>
    public static string DefaultFolder { get; } = Folder(Path.Combine(
        Environment.GetEnvironmentVariable("GYMS_HOME") is { Length: > 0 } home ? home : AppContext.BaseDirectory, "models"));

    /// <summary>
    /// The folder of the models in use: where the link points, or <paramref name="models"/> itself, the ones that come with the product.
    /// A link that is set anew later does not move the folder returned.
    /// </summary>
    /// <param name="models">The folder of the product's own models.</param>
    public static string Folder(string models)
    {
        var link = new DirectoryInfo(Path.Combine(models, LinkName));
        return link.LinkTarget is { } target ? Path.GetFullPath(target, Path.GetFullPath(models)) : models;
    }
}
