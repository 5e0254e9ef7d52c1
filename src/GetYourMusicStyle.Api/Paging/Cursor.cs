using System.Buffers.Binary;
using System.Buffers.Text;

namespace GetYourMusicStyle.Api;

/// <summary>Where a part of a list ended, as text without a meaning for anyone else.</summary>
internal static class Cursor
{
    public static string Of(long id)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, id);
        return Base64Url.EncodeToString(bytes);
    }

    public static string Of(Guid id) => Base64Url.EncodeToString(id.ToByteArray());

    /// <exception cref="RefusedException">It is none of ours.</exception>
    public static long? Int64(string? cursor) => cursor is null ? null : BinaryPrimitives.ReadInt64BigEndian(Bytes(cursor, 8));

    /// <exception cref="RefusedException">It is none of ours.</exception>
    public static Guid? Guid(string? cursor) => cursor is null ? null : new Guid(Bytes(cursor, 16));

    private static byte[] Bytes(string cursor, int length)
    {
        if (Base64Url.IsValid(cursor, out int decoded) && decoded == length)
            return Base64Url.DecodeFromChars(cursor);
        throw new RefusedException(Problem.BadRequest("after must be the 'next' of an earlier answer to the same question."));
    }
}
