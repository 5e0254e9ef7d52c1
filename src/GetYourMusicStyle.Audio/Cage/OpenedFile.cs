using System.Buffers.Binary;
using System.Text;
using GetYourMusicStyle.Audio.Tags;

namespace GetYourMusicStyle.Audio.Cage;

/// <summary>What a decoder tells of a file before its samples. Read as what a stranger says: numbers may be any, texts are cut and cleaned.</summary>
internal sealed record OpenedFile(int SampleRate, int Channels, double? PromisedSeconds, TrackTags Tags)
{
    private const int NumberBytes = (2 * sizeof(int)) + sizeof(double);
    private const double LongestPromise = 1e9;

    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        Span<byte> numbers = stackalloc byte[NumberBytes];
        BinaryPrimitives.WriteInt32LittleEndian(numbers, SampleRate);
        BinaryPrimitives.WriteInt32LittleEndian(numbers[4..], Channels);
        BinaryPrimitives.WriteDoubleLittleEndian(numbers[8..], PromisedSeconds ?? -1);
        stream.Write(numbers);
        foreach (string? text in (string?[])[Tags.Title, Tags.Artist, Tags.Album, Tags.Genre])
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text ?? "");
            BinaryPrimitives.WriteUInt16LittleEndian(numbers, (ushort)bytes.Length);
            stream.Write(numbers[..sizeof(ushort)]);
            stream.Write(bytes);
        }
        return stream.ToArray();
    }

    /// <summary>Null where the bytes are no such thing.</summary>
    public static OpenedFile? Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < NumberBytes)
            return null;
        double promised = BinaryPrimitives.ReadDoubleLittleEndian(bytes[8..]);
        var texts = new string?[4];
        ReadOnlySpan<byte> rest = bytes[NumberBytes..];
        for (int i = 0; i < texts.Length; i++)
        {
            if (rest.Length < sizeof(ushort) || BinaryPrimitives.ReadUInt16LittleEndian(rest) is var length && rest.Length < sizeof(ushort) + length)
                return null;
            texts[i] = TrackTags.Clean(rest.Slice(sizeof(ushort), length));
            rest = rest[(sizeof(ushort) + length)..];
        }
        return new OpenedFile(
            BinaryPrimitives.ReadInt32LittleEndian(bytes), BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]),
            promised is >= 0 and < LongestPromise ? promised : null, new TrackTags(texts[0], texts[1], texts[2], texts[3]));
    }
}
