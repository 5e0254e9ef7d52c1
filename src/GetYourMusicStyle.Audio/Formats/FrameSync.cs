using System.Buffers.Binary;

namespace GetYourMusicStyle.Audio.Formats;

/// <summary>
/// Finds the first of several consecutive frames in a stream that has no header of its own. One sync word appears by chance in any noise;
/// <see cref="Links"/> in a row, each exactly where the one before says and of the same kind, do not.
/// </summary>
internal static class FrameSync
{
    private const int Links = 4;
    private const int HeaderBytes = 8;

    /// <summary>
    /// Length in bytes of the frame that begins with the 8 bytes of <paramref name="header"/>, and in <paramref name="kind"/> what must
    /// not change from frame to frame; 0 when no frame begins there.
    /// </summary>
    public delegate int FrameLength(ReadOnlySpan<byte> header, out int kind);

    /// <summary>
    /// Whether a chain begins anywhere in <paramref name="bytes"/>. Where <paramref name="whole"/> says that the file ends with them,
    /// a chain from the very first byte may also end there, after two frames at least.
    /// </summary>
    public static bool Find(ReadOnlySpan<byte> bytes, bool whole, FrameLength length)
    {
        for (int start = 0; start + HeaderBytes <= bytes.Length; start++)
        {
            if (length(bytes.Slice(start, HeaderBytes), out int kind) > 0 && IsChain(bytes, start, kind, whole && start == 0, length))
                return true;
        }
        return false;
    }

    private static bool IsChain(ReadOnlySpan<byte> bytes, int position, int kind, bool mayEnd, FrameLength length)
    {
        for (int link = 0; link < Links; link++)
        {
            if (position + HeaderBytes > bytes.Length)
                return mayEnd && link >= 2;
            int step = length(bytes.Slice(position, HeaderBytes), out int found);
            if (step == 0 || found != kind)
                return false;
            position += step;
        }
        return true;
    }

    /// <summary>MPEG audio layers I to III (ISO 11172-3, 2.4.2.3, and the half rates of 13818-3 and MPEG 2.5).</summary>
    public static int Mpeg(ReadOnlySpan<byte> header, out int kind)
    {
        uint bits = BinaryPrimitives.ReadUInt32BigEndian(header);
        bool mono = (bits >> 6 & 3) == 3;
        kind = (int)(bits & 0xFFFE0C00) | (mono ? 1 : 0); // sync, version, layer, sample rate
        int version = (int)(bits >> 19) & 3, layer = 4 - ((int)(bits >> 17) & 3), rateIndex = (int)(bits >> 10) & 3;
        int bitrateIndex = (int)(bits >> 12) & 15, padding = (int)(bits >> 9) & 1;
        if (bits >> 21 != 0x7FF || version == 1 || layer == 4 || rateIndex == 3 || bitrateIndex is 0 or 15)
            return 0;
        bool halfRate = version != 3;
        ReadOnlySpan<short> kilobits = (halfRate, layer) switch
        {
            (false, 1) => [32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
            (false, 2) => [32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
            (false, _) => [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
            (true, 1) => [32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
            (true, _) => [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
        };
        ReadOnlySpan<int> rates = [44_100, 48_000, 32_000];
        int rate = rates[rateIndex] >> (version switch { 3 => 0, 2 => 1, _ => 2 });
        int bitrate = kilobits[bitrateIndex - 1] * 1000;
        return layer == 1
            ? ((12 * bitrate / rate) + padding) * 4
            : ((layer == 3 && halfRate ? 72 : 144) * bitrate / rate) + padding;
    }

    /// <summary>AAC with ADTS headers (ISO 13818-7, 6.2).</summary>
    public static int Adts(ReadOnlySpan<byte> header, out int kind)
    {
        kind = (header[1] << 8) | (header[2] & 0xFC);
        int length = ((header[3] & 3) << 11) | (header[4] << 3) | (header[5] >> 5);
        return header[0] == 0xFF && (header[1] & 0xF6) == 0xF0 && ((header[2] >> 2) & 15) < 13 && length >= 7 ? length : 0;
    }

    /// <summary>AC-3 and E-AC-3 (ATSC A/52, 5.3 and E.1.2).</summary>
    public static int Ac3(ReadOnlySpan<byte> header, out int kind)
    {
        kind = header[5] >> 3; // bit stream identification
        if (header[0] != 0x0B || header[1] != 0x77)
            return 0;
        if (kind is > 10 and <= 16)
            return 2 * ((((header[2] & 7) << 8) | header[3]) + 1);
        ReadOnlySpan<short> kilobits = [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 448, 512, 576, 640];
        int size = header[4] & 63;
        if (kind > 10 || size >= 2 * kilobits.Length)
            return 0;
        int bitrate = kilobits[size / 2];
        return (header[4] >> 6) switch
        {
            0 => bitrate * 4,
            1 => 2 * ((bitrate * 320 / 147) + (size & 1)),
            2 => bitrate * 6,
            _ => 0,
        };
    }

    /// <summary>MPEG transport stream (ISO 13818-1, 2.4.3.2): packets of 188 bytes without the error flag.</summary>
    public static int TransportStream(ReadOnlySpan<byte> header, out int kind)
    {
        kind = 0;
        return header[0] == 0x47 && (header[1] & 0x80) == 0 && (header[3] & 0x30) != 0 ? 188 : 0;
    }
}
