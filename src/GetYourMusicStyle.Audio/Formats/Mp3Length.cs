using System.Buffers.Binary;
using GetYourMusicStyle.Audio.Files;

namespace GetYourMusicStyle.Audio.Formats;

/// <summary>
/// Whether libsndfile will find all of an MP3. It stops at the length it guessed on opening (from the Xing header, or from the first
/// frame's bit rate) and at the first kilobyte of junk, so a stream must be of one kind, unbroken, and as long as that guess.
/// </summary>
internal static class Mp3Length
{
    private const int HeaderBytes = 8;
    private const int LargestFrame = 4096;
    private const int TailBytes = 4096; // room for tags and padding behind the last frame
    private const int CountTolerance = 1; // encoders disagree on whether the header's own frame counts

    /// <param name="file">The file.</param>
    /// <param name="start">Where the first frame is expected.</param>
    public static bool Holds(AudioFile file, long start)
    {
        var reader = new BlockReader(file);
        if (reader.At(start, HeaderBytes).Length < HeaderBytes)
            return false;
        int length = FrameSync.Mpeg(reader.At(start, HeaderBytes), out int kind);
        if (length == 0)
            return false;
        int? promised = PromisedFrames(reader.At(start, LargestFrame)[..Math.Min(length, (int)Math.Min(LargestFrame, file.Length - start))]);
        int frames = 0;
        bool sameRate = true;
        int firstRate = reader.At(start, HeaderBytes)[2] >> 4;
        long position = start;
        while (position + HeaderBytes <= file.Length)
        {
            ReadOnlySpan<byte> header = reader.At(position, HeaderBytes);
            length = FrameSync.Mpeg(header, out int found);
            if (length == 0 || found != kind)
                break;
            sameRate &= header[2] >> 4 == firstRate;
            position += length;
            frames++;
        }
        bool endsHere = position >= file.Length - TailBytes || IsTag(reader.At(position, HeaderBytes));
        return endsHere && (promised is null ? sameRate : Math.Abs(frames - 1 - promised.Value) <= CountTolerance);
    }

    /// <summary>The frame count in a Xing or Info header, which takes the place of the first frame's sound.</summary>
    private static int? PromisedFrames(ReadOnlySpan<byte> frame)
    {
        int at = frame.IndexOf("Xing"u8);
        if (at < 0)
            at = frame.IndexOf("Info"u8);
        const int flagsAndCount = 8;
        if (at < 0 || at + 4 + flagsAndCount > frame.Length || (frame[at + 7] & 1) == 0)
            return null;
        return (int)Math.Min(int.MaxValue, BinaryPrimitives.ReadUInt32BigEndian(frame[(at + 8)..]));
    }

    private static bool IsTag(ReadOnlySpan<byte> bytes) => bytes.StartsWith("TAG"u8) || bytes.StartsWith("APETAGEX"u8) || bytes.StartsWith("LYRICS"u8);
}
