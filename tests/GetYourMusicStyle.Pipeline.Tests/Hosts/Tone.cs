using System.Security.Cryptography;
using GetYourMusicStyle.Audio.Tests;
using GetYourMusicStyle.Pipeline.Objects;

namespace GetYourMusicStyle.Pipeline.Tests.Hosts;

/// <summary>A short WAV file of a tone; each number is another one.</summary>
public sealed class Tone
{
    private const int Rate = 22_050;

    public Tone(int number, double seconds = 6)
    {
        short[] samples = new short[(int)(Rate * seconds)];
        double step = 2 * Math.PI * (110 + number % 4000) / Rate;
        for (int i = 0; i < samples.Length; i++)
            samples[i] = (short)(8000 * Math.Sin(step * i) + number / 4000);
        Bytes = WavFile.Of(Rate, samples);
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(Bytes));
    }

    public byte[] Bytes { get; }

    public string Sha256 { get; }

    public string AudioKey => ObjectKeys.Audio(Sha256);
}
