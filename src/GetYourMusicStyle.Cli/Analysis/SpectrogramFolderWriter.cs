using System.Globalization;
using GetYourMusicStyle.Analysis.Windows;
using GetYourMusicStyle.Cli.Input;
using GetYourMusicStyle.Cli.Output;
using GetYourMusicStyle.Features;

namespace GetYourMusicStyle.Cli.Analysis;

/// <summary>
/// The spectrogram images of one track in a folder of its own. Until all are there the folder has a hidden name that carries the track's hash, so
/// that a later run goes on with it; then it is renamed. One a thread.
/// </summary>
internal sealed class SpectrogramFolderWriter(WindowReader reader)
{
    /// <summary>Writes what is still missing of <paramref name="folder"/>; a track that is complete costs a look at its index.</summary>
    public SpectrogramResult Complete(InputFile file, string folder, string name, CancellationToken cancellation)
    {
        try
        {
            if (SpectrogramIndex.IsOf(folder, file))
                return new SpectrogramResult(file, 0, null);
            string sha256 = ContentHash.OfFile(file) ?? "";
            string begun = BegunFolder(folder, sha256);
            double seconds = WriteImages(file, begun, name, sha256, cancellation);
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);      // of what the file was before it changed
            Directory.Move(begun, folder);
            return new SpectrogramResult(file, seconds, null);
        }
        catch (Exception e) when (e is not (IOException or UnauthorizedAccessException) && FileError.Explain(file.Path, e) is { } reason)
        {
            RemoveBegun(folder);
            return new SpectrogramResult(file, 0, reason);
        }
    }

    private double WriteImages(InputFile file, string folder, string name, string sha256, CancellationToken cancellation)
    {
        var spans = new List<WindowSpan>();
        double duration = reader.Read(file.Path, Write, cancellation);
        SpectrogramIndex.Write(folder, name, file, sha256, duration, spans);
        return duration;

        void Write(AnalyzedWindow window)
        {
            string image = Path.Combine(folder, window.Index.ToString("000000", CultureInfo.InvariantCulture) + ".png");
            spans.Add(window.Span);
            if (!File.Exists(image))
                AtomicFile.Write(image, stream => SpectrogramPng.Write(stream, window.LogSpectrogram));
        }
    }

    // Of this content; what was begun of another content under the same name is of no use.
    private static string BegunFolder(string folder, string sha256)
    {
        string begun = Path.Combine(Path.GetDirectoryName(folder)!, $"{BegunPrefix(folder)}{sha256[..Math.Min(16, sha256.Length)]}");
        if (!Directory.Exists(begun))
        {
            RemoveBegun(folder);
            Directory.CreateDirectory(begun);
        }
        return begun;
    }

    private static void RemoveBegun(string folder)
    {
        string parent = Path.GetDirectoryName(folder)!;
        if (!Directory.Exists(parent))
            return;
        foreach (string path in Directory.EnumerateDirectories(parent).Where(path => Path.GetFileName(path).StartsWith(BegunPrefix(folder), StringComparison.Ordinal)))
            Directory.Delete(path, recursive: true);
    }

    private static string BegunPrefix(string folder) => $".{Path.GetFileName(folder)}.begun-";
}
