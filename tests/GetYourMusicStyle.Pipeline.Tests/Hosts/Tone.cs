using System.Buffers.Binary;
using System.Security.Cryptography;
using GetYourMusicStyle.Pipeline.Objects;

namespace GetYourMusicStyle.Pipeline.Tests.Hosts;

/// <summary>A short WAV file of a tone; each number is another one.</summary>
public sealed class Tone
{
    private const int Rate = 22_050;

    public Tone(int number, double seconds = 6)
    {
        int samples = (int)(Rate * seconds);
        Bytes = new byte[44 + 2 * samples];
        "RIFF"u8.CopyTo(Bytes);
        BinaryPrimitives.WriteInt32LittleEndian(Bytes.AsSpan(4), Bytes.Length - 8);
        "WAVEfmt "u8.CopyTo(Bytes.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(Bytes.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(Bytes.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(Bytes.AsSpan(22), 1);
        BinaryPrimitives.WriteInt32LittleEndian(Bytes.AsSpan(24), Rate);
        BinaryPrimitives.WriteInt32LittleEndian(Bytes.AsSpan(28), Rate * 2);
        BinaryPrimitives.WriteInt16LittleEndian(Bytes.AsSpan(32), 2);
        BinaryPrimitives.WriteInt16LittleEndian(Bytes.AsSpan(34), 16);
        "data"u8.CopyTo(Bytes.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(Bytes.AsSpan(40), 2 * samples);
        double step = 2 * Math.PI * (110 + number % 4000) / Rate;
        for (int i = 0; i < samples; i++)
            BinaryPrimitives.WriteInt16LittleEndian(Bytes.AsSpan(44 + 2 * i), (short)(8000 * Math.Sin(step * i) + number / 4000));
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(Bytes));
    }

    public byte[] Bytes { get; }

    public string Sha256 { get; }

    public string AudioKey => ObjectKeys.Audio(Sha256);
}
