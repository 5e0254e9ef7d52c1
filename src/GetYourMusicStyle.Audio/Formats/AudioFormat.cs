using System.Buffers.Binary;
using GetYourMusicStyle.Audio.Files;

namespace GetYourMusicStyle.Audio.Formats;

/// <summary>
/// A kind of audio file, recognised by its bytes. Only what is listed here is ever handed to a decoder, and ffmpeg is told the one
/// demuxer to use, so that text, images, archives, playlists or noise are never taken for sound.
/// </summary>
/// <param name="Name">For messages.</param>
/// <param name="Demuxer">ffmpeg's name of the container.</param>
/// <param name="SndFile">Whether libsndfile reads it in general.</param>
/// <param name="LengthHolds">
/// For formats of which libsndfile can miss a part: whether it will find all of this file, given where its audio starts.
/// </param>
/// <param name="TagsAtEnd">Whether tags may stand at the end of the file, where libsndfile does not look.</param>
internal sealed record AudioFormat(
    string Name, string Demuxer, bool SndFile = false, Func<AudioFile, long, bool>? LengthHolds = null, bool TagsAtEnd = false)
{
    private const int HeadBytes = 64 * 1024; // where the first frame of a stream without a header is looked for
    private const int Id3HeaderBytes = 10;

    private static readonly AudioFormat Wav = new("WAV", "wav", SndFile: true);
    private static readonly AudioFormat Aiff = new("AIFF", "aiff", SndFile: true);
    private static readonly AudioFormat Mp4 = new("MP4", "mov");
    private static readonly AudioFormat RealMedia = new("RealMedia", "rm");

    /// <summary>First bytes of containers, one character a byte; '?' is any byte.</summary>
    private static readonly (string Pattern, AudioFormat Format)[] Containers =
    [
        ("RIFF????WAVE", Wav), ("RIFX????WAVE", Wav), ("RF64????WAVE", Wav), ("BW64????WAVE", Wav),
        ("riff\u002E\u0091\u00CF\u0011", new("W64", "w64", SndFile: true)),
        ("FORM????AIFF", Aiff), ("FORM????AIFC", Aiff),
        (".snd", new("AU", "au", SndFile: true)),
        ("fLaC", new("FLAC", "flac", SndFile: true, FlacLength.Holds)),
        ("OggS", new("Ogg", "ogg", SndFile: true, OggLength.Holds)),
        ("caff", new("CAF", "caf", SndFile: true)),
        ("????ftyp", Mp4), ("????moov", Mp4), ("????mdat", Mp4), ("????wide", Mp4),
        ("\u001A\u0045\u00DF\u00A3", new("Matroska or WebM", "matroska")),
        ("\u0030\u0026\u00B2\u0075\u008E\u0066\u00CF\u0011", new("WMA", "asf")),
        ("MAC ", new("APE", "ape")),
        ("wvpk", new("WavPack", "wv")),
        ("TTA1", new("TTA", "tta")),
        ("tBaK", new("TAK", "tak")),
        ("MPCK", new("Musepack", "mpc8")), ("MP+", new("Musepack", "mpc")),
        ("ajkg", new("Shorten", "shn")),
        ("DSD ", new("DSF", "dsf")), ("FRM8", new("DSDIFF", "iff")), ("FORM????8SVX", new("8SVX", "iff")),
        ("Creative Voice File", new("VOC", "voc")),
        ("#!AMR", new("AMR", "amr")),
        ("\u007F\u00FE\u0080\u0001", new("DTS", "dts")),
        (".RMF", RealMedia), (".ra\u00FD", RealMedia),
        ("RIFF????AVI ", new("AVI", "avi")), ("FLV\u0001", new("FLV", "flv")), ("\u0000\u0000\u0001\u00BA", new("MPEG", "mpeg")),
    ];

    /// <summary>Streams without a container: recognised by consecutive frames that agree.</summary>
    private static readonly (FrameSync.FrameLength Length, AudioFormat Format)[] Streams =
    [
        (FrameSync.Mpeg, new("MP3", "mp3", SndFile: true, Mp3Length.Holds, TagsAtEnd: true)),
        (FrameSync.Adts, new("AAC", "aac")),
        (FrameSync.Ac3, new("AC-3", "ac3")),
        (FrameSync.TransportStream, new("MPEG-TS", "mpegts")),
    ];

    /// <summary>What a search for frames further in would otherwise walk into: archives and programs that may hold an MP3.</summary>
    private static readonly string[] NeverAudio =
        ["PK", "7z\u00BC\u00AF", "Rar!", "\u001F\u008B", "BZh", "\u00FD7zXZ", "\u0028\u00B5\u002F\u00FD", "%PDF", "\u007FELF", "MZ", "SQLite",
            "\u0089PNG", "GIF8", "\u00FF\u00D8\u00FF"];

    private const int TarMagicOffset = 257;

    /// <summary>The format of <paramref name="file"/> and where it starts behind any tags, or null when it is none of ours.</summary>
    public static AudioFormat? Recognise(AudioFile file, out long start)
    {
        byte[] head = new byte[HeadBytes];
        start = SkipId3(file);
        ReadOnlySpan<byte> bytes = head.AsSpan(0, file.ReadAt(start, head));
        foreach ((string pattern, AudioFormat format) in Containers)
        {
            if (Matches(bytes, pattern))
                return format;
        }
        foreach (string pattern in NeverAudio)
        {
            if (Matches(bytes, pattern))
                return null;
        }
        if (bytes.Length > TarMagicOffset && bytes[TarMagicOffset..].StartsWith("ustar"u8))
            return null;
        bool whole = start + bytes.Length == file.Length;
        foreach ((FrameSync.FrameLength length, AudioFormat format) in Streams)
        {
            if (FrameSync.Find(bytes, whole, length))
                return format;
        }
        return null;
    }

    private static bool Matches(ReadOnlySpan<byte> bytes, string pattern)
    {
        if (bytes.Length < pattern.Length)
            return false;
        for (int i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] != '?' && pattern[i] != bytes[i])
                return false;
        }
        return true;
    }

    /// <summary>Where the audio starts behind any number of ID3v2 tags (ID3v2.4, section 3.1); their length is four times seven bits.</summary>
    private static long SkipId3(AudioFile file)
    {
        Span<byte> header = stackalloc byte[Id3HeaderBytes];
        long start = 0;
        while (file.ReadAt(start, header) == Id3HeaderBytes && header.StartsWith("ID3"u8))
        {
            uint size = BinaryPrimitives.ReadUInt32BigEndian(header[6..]);
            size = (size & 0x7F) | ((size & 0x7F00) >> 1) | ((size & 0x7F0000) >> 2) | ((size & 0x7F000000) >> 3);
            start += Id3HeaderBytes + size;
        }
        return start;
    }
}
