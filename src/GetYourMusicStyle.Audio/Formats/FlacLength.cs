using System.Buffers.Binary;
using GetYourMusicStyle.Audio.Files;

namespace GetYourMusicStyle.Audio.Formats;

/// <summary>
/// Whether libsndfile will find all of a FLAC file: it stops at the sample count in the header, and calls a file damaged that ends before.
/// The last frame must therefore end at that count (RFC 9639, sections 8.2 and 9.1).
/// </summary>
internal static class FlacLength
{
    private const int StreamInfoBytes = 26;
    private const int TailBytes = 256 * 1024; // more than one frame

    /// <param name="file">The file.</param>
    /// <param name="start">Where the format's magic is.</param>
    public static bool Holds(AudioFile file, long start)
    {
        Span<byte> head = stackalloc byte[StreamInfoBytes];
        if (file.ReadAt(start, head) < head.Length)
            return false;
        int blockSize = BinaryPrimitives.ReadUInt16BigEndian(head[8..]);
        long total = BinaryPrimitives.ReadInt64BigEndian(head[18..]) & 0xF_FFFF_FFFF;
        if (total == 0)
            return true; // unknown: read to the end
        byte[] buffer = new byte[Math.Min(TailBytes, file.Length - start)];
        ReadOnlySpan<byte> tail = buffer.AsSpan(0, file.ReadAt(file.Length - buffer.Length, buffer));
        for (int at = tail.LastIndexOf((byte)0xFF); at >= 0; at = tail[..at].LastIndexOf((byte)0xFF))
        {
            if (FrameEnd(tail[at..], blockSize) == total)
                return true;
        }
        return false;
    }

    /// <summary>The sample after the frame that begins here, or -1 where none does.</summary>
    private static long FrameEnd(ReadOnlySpan<byte> bytes, int streamBlockSize)
    {
        const int longest = 16;
        if (bytes.Length < longest || (bytes[1] & 0xFE) != 0xF8 || (bytes[3] & 1) != 0)
            return -1;
        bool variable = (bytes[1] & 1) != 0;
        int at = 4;
        int more = byte.LeadingZeroCount((byte)~bytes[at]); // as in UTF-8: leading ones count the bytes
        if (more is 1 or > 7)
            return -1;
        long number = bytes[at++] & (0x7F >> more);
        for (int i = 1; i < more; i++)
            number = (number << 6) | (uint)(bytes[at++] & 0x3F);
        int sizeCode = bytes[2] >> 4, rateCode = bytes[2] & 15;
        int size = sizeCode switch
        {
            1 => 192,
            >= 2 and <= 5 => 576 << (sizeCode - 2),
            6 => bytes[at++] + 1,
            7 => ((bytes[at++] << 8) | bytes[at++]) + 1,
            >= 8 => 256 << (sizeCode - 8),
            _ => 0,
        };
        at += rateCode switch { 12 => 1, 13 or 14 => 2, _ => 0 };
        return size > 0 && Crc8(bytes[..at]) == bytes[at] ? (variable ? number : number * streamBlockSize) + size : -1;
    }

    private static byte Crc8(ReadOnlySpan<byte> bytes)
    {
        int crc = 0;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc << 1) ^ ((crc & 0x80) != 0 ? 0x107 : 0);
        }
        return (byte)crc;
    }
}
