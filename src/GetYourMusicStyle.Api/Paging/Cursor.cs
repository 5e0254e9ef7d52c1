using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text;
using GetYourMusicStyle.Api.Problems;
using GetYourMusicStyle.Catalog.Tracks;

namespace GetYourMusicStyle.Api.Paging;

/// <summary>Where a part of a list ended, as text without a meaning for anyone else.</summary>
internal static class Cursor
{
    private const byte None = 0, Text = 1, Number = 2;
    private static readonly UTF8Encoding _strict = new(false, throwOnInvalidBytes: true);

    public static string Of(long id)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, id);
        return Base64Url.EncodeToString(bytes);
    }

    public static string Of(Guid id) => Base64Url.EncodeToString(id.ToByteArray());

    /// <summary>Of a list by when tracks came: the id alone. Of others: what it is listed by, what kind of value follows, the id, the value.</summary>
    public static string Of(TrackPosition place)
    {
        if (place.Sort == TrackSort.Added)
            return Of(place.Id);
        byte[] value = place.Key switch
        {
            string text => Encoding.UTF8.GetBytes(text),
            double number => BitConverter.GetBytes(number),
            _ => [],
        };
        byte[] bytes = [(byte)place.Sort, place.Key is string ? Text : place.Key is null ? None : Number, .. new byte[8], .. value];
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(2), place.Id);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>A place in a list of tracks.</summary>
    /// <exception cref="ProblemException">It is none of ours, or of another order.</exception>
    public static TrackPosition? Place(string? cursor, TrackSort sort)
    {
        if (cursor is null)
            return null;
        if (sort == TrackSort.Added)
            return new TrackPosition(sort, null, BinaryPrimitives.ReadInt64BigEndian(Bytes(cursor, 8)));
        if (cursor.Length > 1000 || !Base64Url.IsValid(cursor))
            throw Invalid();
        byte[] bytes = Base64Url.DecodeFromChars(cursor);
        if (bytes.Length < 10 || bytes[0] != (byte)sort)
            throw Invalid();
        long id = BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(2));
        bool number = sort is TrackSort.Confidence or TrackSort.Duration;
        return bytes[1] switch
        {
            None when bytes.Length == 10 => new TrackPosition(sort, null, id),
            Text when !number && Utf8(bytes.AsSpan(10)) is { } text => new TrackPosition(sort, text, id),
            Number when number && bytes.Length == 18 && BitConverter.ToDouble(bytes, 10) is var value && double.IsFinite(value) => new TrackPosition(sort, value, id),
            _ => throw Invalid(),
        };
    }

    /// <exception cref="ProblemException">It is none of ours.</exception>
    public static Guid? Guid(string? cursor) => cursor is null ? null : new Guid(Bytes(cursor, 16));

    private static byte[] Bytes(string cursor, int length)
    {
        if (Base64Url.IsValid(cursor, out int decoded) && decoded == length)
            return Base64Url.DecodeFromChars(cursor);
        throw Invalid();
    }

    // No database takes a NUL.
    private static string? Utf8(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return bytes.Contains((byte)0) ? null : _strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static ProblemException Invalid() => new(Problem.BadRequest("after must be the 'next' of an earlier answer to the same question."));
}
