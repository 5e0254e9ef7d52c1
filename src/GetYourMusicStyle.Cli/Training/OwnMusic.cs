using GetYourMusicStyle.Cli.Input;

namespace GetYourMusicStyle.Cli.Training;

/// <summary>
/// Your own music as a corpus: a folder a genre. What lies in one folder below it, as an artist's or an album's tracks do, stays together
/// when an honest split is made.
/// </summary>
internal static class OwnMusic
{
    private const string Family = "own";

    /// <exception cref="UsageException">There are fewer than two folders with music.</exception>
    public static IReadOnlyList<LabelledFile> Read(string folder)
    {
        var files = AudioFileWalk.Find([folder]).Files
            .Select(file => (File: file, Parts: Path.GetRelativePath(folder, file.Path).Split('/')))
            .Where(file => file.Parts.Length > 1)
            .ToList();
        if (files.DistinctBy(file => file.Parts[0]).Count() < 2)
            throw new UsageException($"{folder} has neither a {CorpusManifest.Name} nor a folder of music for each genre");
        return
        [
            .. files.Select(file =>
            {
                string song = string.Join('/', file.Parts);
                string group = file.Parts.Length > 2 ? string.Join('/', file.Parts[..^1]) : song;
                return new LabelledFile(song, file.File.FullPath, ContentHash.OfFile(file.File) ?? "", [file.Parts[0], song, group, Family, Family, "0"]);
            }).Where(file => file.Sha256.Length > 0).DistinctBy(file => file.Sha256),
        ];
    }
}
