using System.Runtime.InteropServices;
using System.Security.Cryptography;
using GetYourMusicStyle.Audio;
using GetYourMusicStyle.Audio.Decoding;

namespace GetYourMusicStyle.Cli.Tagging;

/// <summary>What a file sounds like, to the sample: a hash of all it decodes to, with rate, channels and length.</summary>
internal static class AudioHash
{
    private const int FramesAtATime = 16_384;

    /// <summary>64 hexadecimal digits; equal for two files when they decode to the same samples.</summary>
    /// <exception cref="AudioException">The file cannot be decoded to its end.</exception>
    public static string Of(TrackDecoder decoder, string path, double mostSeconds, CancellationToken cancellation)
    {
        using var source = decoder.OpenPcm(path, cancellation);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes<int>(new[] { source.SampleRate, source.Channels }));
        var samples = new float[FramesAtATime * source.Channels];
        long frames = 0;
        while (source.Read(samples) is > 0 and var count)
        {
            cancellation.ThrowIfCancellationRequested();
            hash.AppendData(MemoryMarshal.AsBytes(samples.AsSpan(0, count)));
            frames += count / source.Channels;
            if ((double)frames / source.SampleRate > mostSeconds)
                throw new AudioException(AudioFault.TooLong, $"The track is longer than the {mostSeconds:0} s allowed.");
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
