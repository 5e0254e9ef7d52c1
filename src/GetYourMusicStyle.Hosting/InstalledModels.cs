namespace GetYourMusicStyle.Hosting;

/// <summary>Which models are in use when nobody names any.</summary>
public static class InstalledModels
{
    /// <summary>A link in the folder of the product's own models; where it points, there are the models in use.</summary>
    public const string LinkName = "installed";

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
