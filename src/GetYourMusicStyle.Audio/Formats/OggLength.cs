using GetYourMusicStyle.Audio.Files;

namespace GetYourMusicStyle.Audio.Formats;

/// <summary>
/// Whether libsndfile will find all of an Ogg file: it reads one logical stream and leaves out those chained behind it (RFC 3533), and
/// libsndfile 1.2.0 calls an Opus stream malformed some seconds in when ffmpeg wrote it, as most in the world are.
/// </summary>
internal static class OggLength
{
    private const int HeaderBytes = 27;
    private const byte BeginsStream = 2;

    /// <param name="file">The file.</param>
    /// <param name="start">Where the first page is.</param>
    public static bool Holds(AudioFile file, long start)
    {
        var reader = new BlockReader(file);
        int pages = 0;
        for (long position = start; position < file.Length; pages++)
        {
            ReadOnlySpan<byte> page = reader.At(position, HeaderBytes + byte.MaxValue);
            if (page.Length < HeaderBytes)
                return true; // cut within a page
            if (!page.StartsWith("OggS"u8) || (pages > 0 && (page[5] & BeginsStream) != 0))
                return false;
            int segments = Math.Min(page[26], page.Length - HeaderBytes);
            if (pages == 0 && page[(HeaderBytes + segments)..].StartsWith("OpusHead"u8))
                return false;
            position += HeaderBytes + segments;
            foreach (byte segment in page.Slice(HeaderBytes, segments))
                position += segment;
        }
        return true;
    }
}
