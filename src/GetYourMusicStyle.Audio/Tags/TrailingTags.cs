using GetYourMusicStyle.Audio.Files;

namespace GetYourMusicStyle.Audio.Tags;

/// <summary>Tags at the end of an MP3 file, ID3v1 and APE, which libsndfile does not read.</summary>
internal static class TrailingTags
{
    private const int Id3Bytes = 128;
    private const int ApeFooterBytes = 32;

    /// <summary>Whether there are any.</summary>
    public static bool In(AudioFile file)
    {
        Span<byte> tail = stackalloc byte[ApeFooterBytes + Id3Bytes];
        return file.Length > tail.Length
            && file.ReadAt(file.Length - tail.Length, tail) == tail.Length
            && (tail[ApeFooterBytes..].StartsWith("TAG"u8) || tail.StartsWith("APETAGEX"u8) || tail[Id3Bytes..].StartsWith("APETAGEX"u8));
    }
}
