using System.Runtime.InteropServices;

namespace GetYourMusicStyle.Analysis.Formats;

/// <summary>
/// The embeddings that a backbone gives a track as bytes: a row of its width a window, where <see cref="WindowRows"/> says, float32 little-endian, so that
/// models see the same values wherever they run. float16 would halve what is a tenth of a track's log spectrograms.
/// </summary>
public static class EmbeddingFormat
{
    /// <summary>Media type of the object.</summary>
    public const string MediaType = "application/octet-stream";

    /// <summary>Bytes of a window.</summary>
    public static int RowBytes(int width) => width * sizeof(float);

    /// <summary>Makes the file of a track's embeddings: the rows of the windows that are not silent.</summary>
    /// <param name="path">The file.</param>
    /// <param name="embeddings">A row a window, silent ones too.</param>
    /// <param name="table">The windows.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string path, ReadOnlySpan<float> embeddings, WindowTable table)
    {
        int width = embeddings.Length / table.Windows.Count;
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        for (int window = 0; window < table.Windows.Count; window++)
        {
            if (!table.Windows[window].Silent)
                file.Write(MemoryMarshal.AsBytes(embeddings.Slice(window * width, width)));
        }
    }

    /// <summary>The embeddings in a file, a row a window; zeros where a silent window has none.</summary>
    /// <param name="path">The file.</param>
    /// <param name="width">Numbers of a row.</param>
    /// <param name="table">The windows.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static float[] Read(string path, int width, WindowTable table)
    {
        using var file = File.OpenHandle(path, options: FileOptions.SequentialScan);
        var rows = WindowRows.Of(table, RowBytes(width), RandomAccess.GetLength(file)) ?? throw CutShort();
        float[] embeddings = new float[(long)table.Windows.Count * width];
        for (int window = 0; window < table.Windows.Count; window++)
        {
            var bytes = MemoryMarshal.AsBytes(embeddings.AsSpan(window * width, width));
            if (rows.Of(window) is { } row && RandomAccess.Read(file, bytes, (long)row * bytes.Length) < bytes.Length)
                throw CutShort();
        }
        return embeddings;
    }

    private static IOException CutShort() => new("The local copy of the embeddings was cut short.");
}
