using System.Buffers.Binary;
using GetYourMusicStyle.Features;

namespace GetYourMusicStyle.Analysis.Formats;

/// <summary>
/// Log spectrograms as bytes: 100x100 little-endian uint16 a window, row 0 the highest frequency, 0 for 0 dB and 65535 for -80 dB, so that
/// nothing is off by more than 0.001 dB. The object of a track is its windows one after another, where <see cref="WindowRows"/> says.
/// </summary>
public static class SpectrogramCodec
{
    /// <summary>Values of a window.</summary>
    public const int WindowValues = WindowAnalyzer.SpectrogramValues;

    /// <summary>Bytes of a window.</summary>
    public const int WindowBytes = WindowValues * sizeof(ushort);

    /// <summary>Media type of the object.</summary>
    public const string MediaType = "application/octet-stream";

    private const float Floor = -SpectrogramScale.RangeDb;

    /// <summary>Encodes one window; values outside -80 to 0 dB are clamped.</summary>
    public static void Encode(ReadOnlySpan<float> decibels, Span<byte> bytes)
    {
        CheckLengths(decibels.Length, bytes.Length);
        for (int i = 0; i < decibels.Length; i++)
        {
            float share = Math.Clamp(decibels[i] / Floor, 0, 1);
            BinaryPrimitives.WriteUInt16LittleEndian(bytes[(2 * i)..], (ushort)((share * ushort.MaxValue) + 0.5f));
        }
    }

    /// <summary>What a silent window has that is not stored: -80 dB everywhere.</summary>
    public static void EncodeSilence(Span<byte> bytes) => bytes.Fill(byte.MaxValue);

    /// <summary>Decodes one window to dB.</summary>
    public static void Decode(ReadOnlySpan<byte> bytes, Span<float> decibels)
    {
        CheckLengths(decibels.Length, bytes.Length);
        for (int i = 0; i < decibels.Length; i++)
            decibels[i] = BinaryPrimitives.ReadUInt16LittleEndian(bytes[(2 * i)..]) * (Floor / ushort.MaxValue);
    }

    private static void CheckLengths(int values, int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(values, WindowValues);
        ArgumentOutOfRangeException.ThrowIfNotEqual(bytes, WindowBytes);
    }
}
