using System.Runtime.InteropServices;

namespace GetYourMusicStyle.Analysis.Formats;

/// <summary>
/// The embeddings that a backbone gives a track as bytes: a row of its width a window, silent ones too, float32 little-endian, so that models see the
/// same values wherever they run. float16 would halve what is a tenth of a track's log spectrograms.
/// </summary>
public static class EmbeddingFormat
{
    /// <summary>Media type of the object.</summary>
    public const string MediaType = "application/octet-stream";

    /// <summary>Bytes of the object of a track.</summary>
    public static long Length(int width, int windows) => (long)windows * width * sizeof(float);

    /// <summary>The bytes of some rows.</summary>
    public static ReadOnlySpan<byte> Encode(ReadOnlySpan<float> embeddings) => MemoryMarshal.AsBytes(embeddings);

    /// <summary>The rows of a file.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static float[] Read(string path)
    {
        using var file = File.OpenHandle(path, options: FileOptions.SequentialScan);
        float[] embeddings = new float[RandomAccess.GetLength(file) / sizeof(float)];
        var bytes = MemoryMarshal.AsBytes(embeddings.AsSpan());
        for (int read = 0; read < bytes.Length;)
        {
            int more = RandomAccess.Read(file, bytes[read..], read);
            if (more == 0)
                throw new IOException("The local copy of the embeddings was cut short.");
            read += more;
        }
        return embeddings;
    }
}
