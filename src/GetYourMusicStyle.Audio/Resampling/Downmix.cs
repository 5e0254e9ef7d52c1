using System.Numerics;
using System.Runtime.InteropServices;

namespace GetYourMusicStyle.Audio.Resampling;

/// <summary>The mean over the channels in float32, as <c>librosa.to_mono</c> takes it: added in channel order, then divided.</summary>
internal static class Downmix
{
    /// <summary>Writes one value for each frame of <paramref name="interleaved"/> to <paramref name="mono"/>.</summary>
    public static void ToMono(ReadOnlySpan<float> interleaved, int channels, Span<float> mono)
    {
        switch (channels)
        {
            case 1:
                interleaved.CopyTo(mono);
                break;
            case 2:
                MixPairs(MemoryMarshal.Cast<float, ulong>(interleaved), mono);
                break;
            default:
                MixFrames(interleaved, channels, mono);
                break;
        }
    }

    /// <summary>A pair of float32 seen as one 64-bit lane: narrowing gives the left channel, shifting and narrowing the right.</summary>
    private static void MixPairs(ReadOnlySpan<ulong> pairs, Span<float> mono)
    {
        int i = 0;
        for (int width = Vector<ulong>.Count; i + (2 * width) <= pairs.Length; i += 2 * width)
        {
            var first = new Vector<ulong>(pairs[i..]);
            var second = new Vector<ulong>(pairs[(i + width)..]);
            Vector<float> left = Vector.AsVectorSingle(Vector.Narrow(first, second));
            Vector<float> right = Vector.AsVectorSingle(Vector.Narrow(first >>> 32, second >>> 32));
            ((left + right) * 0.5f).CopyTo(mono[i..]);
        }
        for (; i < pairs.Length; i++)
            mono[i] = (BitConverter.UInt32BitsToSingle((uint)pairs[i]) + BitConverter.UInt32BitsToSingle((uint)(pairs[i] >> 32))) * 0.5f;
    }

    private static void MixFrames(ReadOnlySpan<float> interleaved, int channels, Span<float> mono)
    {
        for (int frame = 0; frame * channels < interleaved.Length; frame++)
        {
            float sum = 0;
            foreach (float value in interleaved.Slice(frame * channels, channels))
                sum += value;
            mono[frame] = sum / channels;
        }
    }
}
