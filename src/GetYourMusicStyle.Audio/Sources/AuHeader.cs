using System.Buffers.Binary;
using GetYourMusicStyle.Audio.Tags;

namespace GetYourMusicStyle.Audio.Sources;

/// <summary>
/// The header of the AU stream that ffmpeg answers with: six big-endian words, then an annotation with the tags, one
/// <c>Key=value</c> a line, ended by a zero byte. Of an annotation longer than <see cref="LongestAnnotation"/> the rest is passed over.
/// </summary>
internal sealed record AuHeader(int SampleRate, int Channels, TrackTags Tags)
{
    private const int Words = 24;
    private const int LongestAnnotation = 64 * 1024;
    private const int LongestHeader = 256 * 1024 * 1024;    // ffmpeg itself may not allocate more
    private const int FloatEncoding = 6;

    /// <summary>Fills a buffer from the stream; less only at its end.</summary>
    public delegate int Fill(Span<byte> buffer);

    /// <summary>Reads the header; null if the stream ends before it begins.</summary>
    /// <exception cref="AudioException">It is something else.</exception>
    public static AuHeader? Read(Fill fill)
    {
        Span<byte> header = stackalloc byte[Words];
        if (fill(header) < Words)
            return null;
        static uint Word(ReadOnlySpan<byte> bytes, int index) => BinaryPrimitives.ReadUInt32BigEndian(bytes[(4 * index)..]);
        uint offset = Word(header, 1), rate = Word(header, 4), channels = Word(header, 5);
        if (!header.StartsWith(".snd"u8) || offset is < Words or > LongestHeader || Word(header, 3) != FloatEncoding)
            throw new AudioException(AudioFault.DecoderCrashed, "The decoder's answer cannot be read.");
        return new AuHeader((int)Math.Min(rate, int.MaxValue), (int)Math.Min(channels, int.MaxValue), Tags: ReadAnnotation(offset - Words, fill));
    }

    private static TrackTags ReadAnnotation(long length, Fill fill)
    {
        byte[] annotation = new byte[(int)Math.Min(length, LongestAnnotation)];
        int read = fill(annotation);
        byte[] rest = new byte[LongestAnnotation];
        for (long left = length - read; left > 0;)
        {
            int passed = fill(rest.AsSpan(0, (int)Math.Min(left, rest.Length)));
            if (passed == 0)
                break;
            left -= passed;
        }
        return Parse(annotation.AsSpan(0, read));
    }

    private static TrackTags Parse(ReadOnlySpan<byte> annotation)
    {
        TrackTags tags = TrackTags.None;
        foreach (Range range in annotation.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = annotation[range];
            if (Value(line, "Title="u8) is { } title)
                tags = tags with { Title = tags.Title ?? title };
            else if (Value(line, "Artist="u8) is { } artist)
                tags = tags with { Artist = tags.Artist ?? artist };
            else if (Value(line, "Album="u8) is { } album)
                tags = tags with { Album = tags.Album ?? album };
            else if (Value(line, "Genre="u8) is { } genre)
                tags = tags with { Genre = tags.Genre ?? genre };
        }
        return tags;
    }

    private static string? Value(ReadOnlySpan<byte> line, ReadOnlySpan<byte> key) => line.StartsWith(key) ? TrackTags.Clean(line[key.Length..].TrimEnd((byte)0)) : null;
}
