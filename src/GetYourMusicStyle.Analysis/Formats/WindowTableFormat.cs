using System.Buffers.Binary;
using GetYourMusicStyle.Features;

namespace GetYourMusicStyle.Analysis.Formats;

/// <summary>
/// The bytes of a <see cref="WindowTable"/>, little-endian: <c>GYMW</c>, int32 version 1, float64 duration, int32 count; then for each window
/// float64 start, float64 end (seconds), a byte that is 1 when it is silent, 25 float32.
/// </summary>
public static class WindowTableFormat
{
    /// <summary>Media type of the object.</summary>
    public const string MediaType = "application/octet-stream";

    /// <summary>The most windows of a track: a day of music with a hop of 0.1 s.</summary>
    public const int MostWindows = 864_000;

    /// <summary>The longest table in bytes; a reader need not fetch more than one byte past it.</summary>
    public const int MostBytes = HeaderBytes + (MostWindows * RowBytes);

    private const int Version = 1;
    private const int HeaderBytes = 4 + 4 + 8 + 4;
    private const int RowBytes = 8 + 8 + 1 + (4 * FeatureNames.Count);

    private static ReadOnlySpan<byte> Magic => "GYMW"u8;

    /// <summary>The bytes of a table.</summary>
    /// <exception cref="ArgumentException">It has more than <see cref="MostWindows"/> windows.</exception>
    public static byte[] Encode(WindowTable table)
    {
        int count = table.Windows.Count;
        if (count > MostWindows)
            throw new ArgumentException($"A table has at most {MostWindows} windows; this one has {count}.", nameof(table));
        byte[] bytes = new byte[HeaderBytes + (count * RowBytes)];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), Version);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(8), table.DurationSeconds);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(16), count);
        for (int window = 0; window < count; window++)
        {
            var span = table.Windows[window];
            var row = bytes.AsSpan(HeaderBytes + (window * RowBytes), RowBytes);
            BinaryPrimitives.WriteDoubleLittleEndian(row, span.StartSeconds);
            BinaryPrimitives.WriteDoubleLittleEndian(row[8..], span.EndSeconds);
            row[16] = span.Silent ? (byte)1 : (byte)0;
            var features = table.Features(window);
            for (int f = 0; f < features.Length; f++)
                BinaryPrimitives.WriteSingleLittleEndian(row[(17 + (4 * f))..], features[f]);
        }
        return bytes;
    }

    /// <summary>The table of some bytes.</summary>
    /// <exception cref="InvalidDataException">They are not a whole table; the message says why in a few words.</exception>
    public static WindowTable Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderBytes || !bytes.StartsWith(Magic))
            throw new InvalidDataException("it is no table of windows");
        int version = BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]);
        if (version != Version)
            throw new InvalidDataException($"its format has version {version}, only {Version} is known");
        double duration = BinaryPrimitives.ReadDoubleLittleEndian(bytes[8..]);
        int count = BinaryPrimitives.ReadInt32LittleEndian(bytes[16..]);
        if (count is < 1 or > MostWindows || !(duration > 0 && double.IsFinite(duration)))
            throw new InvalidDataException($"it claims {count} windows in {duration} s");
        long expected = HeaderBytes + ((long)count * RowBytes);
        if (bytes.Length != expected)
            throw new InvalidDataException($"{count} windows take {expected} bytes, it has {bytes.Length}");
        var table = new WindowTable { DurationSeconds = duration };
        Span<float> features = stackalloc float[FeatureNames.Count];
        for (int window = 0; window < count; window++)
        {
            var row = bytes.Slice(HeaderBytes + (window * RowBytes), RowBytes);
            var span = new WindowSpan(BinaryPrimitives.ReadDoubleLittleEndian(row), BinaryPrimitives.ReadDoubleLittleEndian(row[8..]), row[16] != 0);
            double earliest = window == 0 ? 0 : table.Windows[^1].StartSeconds;
            if (!(span.StartSeconds >= earliest && span.EndSeconds > span.StartSeconds && span.EndSeconds <= duration) || row[16] > 1)
                throw new InvalidDataException($"window {window} makes no sense");
            for (int f = 0; f < features.Length; f++)
                features[f] = BinaryPrimitives.ReadSingleLittleEndian(row[(17 + (4 * f))..]);
            table.Add(span, features);
        }
        return table;
    }
}
