using System.Buffers.Binary;

namespace GetYourMusicStyle.Fuzz;

/// <summary>Changes inputs as disks, networks and enemies do; the same for the same random numbers.</summary>
/// <param name="words">Pieces of the format, to be put where they do not belong.</param>
internal sealed class Mutator(IReadOnlyList<byte[]> words)
{
    private const int LongestInput = 128 * 1024;
    private const int NearBytes = 64;      // headers are where it hurts

    private static readonly long[] Edges =
        [0, 1, 2, 7, 8, 15, 16, 64, 100, 127, 128, 255, 256, 1000, 1023, 1024, 4095, 4096, 32767, 32768, 65535, 65536, int.MaxValue, int.MinValue, uint.MaxValue,
            long.MaxValue, long.MinValue, -1, -2, -128, -32768];

    /// <summary>One to six changes.</summary>
    /// <param name="others">Inputs to take pieces of.</param>
    public byte[] Mutate(byte[] input, IReadOnlyList<byte[]> others, Random random)
    {
        byte[] bytes = input;
        for (int left = 1 + random.Next(random.Next(1, 7)); left > 0; left--)
            bytes = Change(bytes, others, random);
        return bytes.Length > LongestInput ? bytes[..LongestInput] : bytes;
    }

    private byte[] Change(byte[] bytes, IReadOnlyList<byte[]> others, Random random)
    {
        int at = Place(bytes, random), length = Math.Min(1 + random.Next(1 << random.Next(12)), bytes.Length - at);
        switch (random.Next(13))
        {
            case 0:
                return Each(bytes, random, 1 + random.Next(8), (b, _) => (byte)(b ^ (1 << random.Next(8))));
            case 1:
                return Each(bytes, random, 1 + random.Next(4), (_, r) => (byte)r.Next(256));
            case 2:
                return [.. bytes[..at], .. bytes[(at + length)..]];
            case 3:
                return [.. bytes[..at], .. Noise(random), .. bytes[at..]];
            case 4:
                return [.. bytes[..at], .. bytes.AsSpan(at, length), .. bytes[at..]];
            case 5:
                return bytes[..at];
            case 6:
                return [.. bytes[..at], .. Other(others, random)];
            case 7:
                return Overwrite(bytes, at, Other(others, random));
            case 8 when words.Count > 0:
                byte[] word = words[random.Next(words.Count)];
                return random.Next(2) == 0 ? Overwrite(bytes, at, word) : [.. bytes[..at], .. word, .. bytes[at..]];
            case 9:
                return Overwrite(bytes, at, Number(Edges[random.Next(Edges.Length)], random));
            case 10:
                return Add(bytes, at, random);
            case 11:
                return Repeat(bytes, at, length, random);
            default:
                int to = Place(bytes, random);
                return Overwrite(bytes, to, bytes.AsSpan(at, length).ToArray());
        }
    }

    private static int Place(byte[] bytes, Random random) => random.Next((random.Next(2) == 0 ? Math.Min(bytes.Length, NearBytes) : bytes.Length) + 1);

    private static byte[] Each(byte[] bytes, Random random, int count, Func<byte, Random, byte> change)
    {
        byte[] changed = [.. bytes];
        for (; count > 0 && changed.Length > 0; count--)
        {
            int at = Math.Min(Place(changed, random), changed.Length - 1);
            changed[at] = change(changed[at], random);
        }
        return changed;
    }

    private static byte[] Noise(Random random)
    {
        byte[] noise = new byte[1 + random.Next(1 << random.Next(10))];
        random.NextBytes(noise);
        return noise;
    }

    private static byte[] Other(IReadOnlyList<byte[]> others, Random random)
    {
        byte[] other = others[random.Next(others.Count)];
        int from = random.Next(other.Length + 1);
        return other[from..(from + random.Next(other.Length - from + 1))];
    }

    private static byte[] Overwrite(byte[] bytes, int at, byte[] piece)
    {
        byte[] changed = [.. bytes];
        piece.AsSpan(0, Math.Min(piece.Length, changed.Length - at)).CopyTo(changed.AsSpan(at));
        return changed;
    }

    private static byte[] Number(long value, Random random)
    {
        byte[] bytes = new byte[8];
        if (random.Next(2) == 0)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
            return bytes[..(1 << random.Next(4))];
        }
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        return bytes[^(1 << random.Next(4))..];
    }

    // A field that counts something is off by a little.
    private static byte[] Add(byte[] bytes, int at, Random random)
    {
        byte[] changed = [.. bytes];
        if (at + 4 > changed.Length)
            return changed;
        int more = random.Next(-35, 36);
        if (random.Next(2) == 0)
            BinaryPrimitives.WriteInt32LittleEndian(changed.AsSpan(at), BinaryPrimitives.ReadInt32LittleEndian(changed.AsSpan(at)) + more);
        else
            BinaryPrimitives.WriteInt32BigEndian(changed.AsSpan(at), BinaryPrimitives.ReadInt32BigEndian(changed.AsSpan(at)) + more);
        return changed;
    }

    private static byte[] Repeat(byte[] bytes, int at, int length, Random random)
    {
        if (length <= 0)
            return bytes;
        var piece = bytes.AsSpan(at, length);
        int times = Math.Min(1 << random.Next(10), Math.Max(1, LongestInput / length));
        byte[] changed = new byte[bytes.Length + (piece.Length * times)];
        bytes.AsSpan(0, at).CopyTo(changed);
        for (int time = 0; time < times; time++)
            piece.CopyTo(changed.AsSpan(at + (time * piece.Length)));
        bytes.AsSpan(at).CopyTo(changed.AsSpan(at + (times * piece.Length)));
        return changed;
    }
}
