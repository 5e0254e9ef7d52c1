using GetYourMusicStyle.Audio;
using GetYourMusicStyle.Audio.Decoding;
using GetYourMusicStyle.Audio.Tags;
using GetYourMusicStyle.Cli.Analysis;
using GetYourMusicStyle.Cli.Input;
using GetYourMusicStyle.Cli.Output;
using Microsoft.Extensions.DependencyInjection;

namespace GetYourMusicStyle.Cli.Training;

/// <summary>Lists the tracks of a library with what folders, tags or a CSV file say of them.</summary>
internal static class LibraryListing
{
    public const string Folder = "folder", Tag = "tag";

    private static readonly HashSet<string> NoArtist = new(StringComparer.OrdinalIgnoreCase) { "various artists", "various", "va", "unknown artist", "unknown" };

    /// <summary>The tracks, and where their genres come from, in words.</summary>
    /// <param name="library">A folder of music, or a CSV file.</param>
    /// <param name="labelFrom"><see cref="Folder"/> or <see cref="Tag"/>; null to choose.</param>
    /// <param name="jobs">Files looked at at a time.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="UsageException">There is no music.</exception>
    public static async Task<(IReadOnlyList<LibraryTrack> Tracks, string LabelledBy)> ReadAsync(
        string library, string? labelFrom, int jobs, CancellationToken cancellation)
    {
        bool isCsv = File.Exists(library);
        if (isCsv && labelFrom is not null)
            throw new UsageException($"--label-from does not go with {library}: its genres are in the file");
        var found = isCsv ? FromCsv(library) : FromFolder(library);
        var looked = await ReadTagsAsync(found, jobs, cancellation);
        if (isCsv)
            return ([.. looked.Select(track => track.Track with { Artist = track.Track.Artist ?? track.Tags.Artist })], "the column 'genre'");
        bool byFolder = (labelFrom ?? ChooseLabelSource(looked)) == Folder;
        return ([.. looked.Select(track => track.Track with
        {
            Genre = byFolder ? track.Track.Folders.Count > 0 ? track.Track.Folders[0] : null : FirstGenre(track.Tags.Genre),
            Artist = Known(track.Tags.Artist) ?? (byFolder ? track.Track.Folders.ElementAtOrDefault(1) : null),
        })], byFolder ? "the folder" : "the genre tag");
    }

    private static List<LibraryTrack> FromFolder(string folder)
    {
        var found = InputFileSearch.Find([folder]);
        if (found.Files.Count == 0)
            throw new UsageException($"no audio file in {folder}");
        return [.. found.Files.Select(file => new LibraryTrack(file, Path.GetRelativePath(folder, file.Path), null, null))];
    }

    private static List<LibraryTrack> FromCsv(string path)
    {
        var table = new CsvFile(path);
        int file = table.Column("path"), genre = table.Column("genre");
        int? artist = table.OptionalColumn("artist");
        if (table.Rows.Count == 0)
            throw new UsageException($"{path} names no track");
        string folder = Path.GetDirectoryName(path) ?? "";
        return [.. table.Rows.Select(row =>
        {
            var info = new FileInfo(Path.Combine(folder, row[file]));
            return new LibraryTrack(
                new InputFile(Path.Combine(folder, row[file]), info.Exists ? info.Length : 0), row[file], Known(row[genre]), artist is null ? null : Known(row[artist.Value]));
        })];
    }

    // Hash and tags of every file.
    private static async Task<List<(LibraryTrack Track, TrackTags Tags)>> ReadTagsAsync(List<LibraryTrack> tracks, int jobs, CancellationToken cancellation)
    {
        await using var services = new ServiceCollection().AddAudio().BuildServiceProvider();
        var reader = services.GetRequiredService<TagReader>();
        (LibraryTrack, TrackTags) Look(LibraryTrack track) =>
            (track with { Sha256 = ContentHash.OfFile(track.File) }, reader.Read(track.File.FullPath, cancellation));
        var looked = new List<(LibraryTrack, TrackTags)>();
        using var progress = new ProgressBar(tracks.Count, tracks.Sum(track => track.File.Bytes), "files looked at");
        await foreach (var track in OrderedParallel.SelectAsync(tracks, jobs, Look, cancellation))
        {
            progress.Add(track.Item1.File.Bytes, 0, track.Item1.Sha256 is null);
            looked.Add(track);
        }
        return looked;
    }

    // By folder where there are two of music or more; by tag where these are rather artists, or where there are none.
    private static string ChooseLabelSource(List<(LibraryTrack Track, TrackTags Tags)> looked)
    {
        var inFolders = looked.Where(track => track.Track.Folders.Count > 0).ToList();
        int named = inFolders.Count(track => string.Equals(track.Track.Folders[0], track.Tags.Artist, StringComparison.OrdinalIgnoreCase));
        int folders = inFolders.DistinctBy(track => track.Track.Folders[0]).Count();
        bool tagged = looked.Any(track => track.Tags.Genre is not null);
        return folders >= 2 && 2 * named <= inFolders.Count || !tagged ? Folder : Tag;
    }

    private static string? FirstGenre(string? tag) => Known(tag?.Split(';', '\0')[0]);

    private static string? Known(string? name) => name?.Trim() is { Length: > 0 } text && !NoArtist.Contains(text) ? text : null;
}
