namespace GetYourMusicStyle.Audio.Tests;

/// <summary>Damage as disks, networks and enemies do it; the same for the same seed.</summary>
internal static class Mangling
{
    public static byte[] Apply(byte[] original, int seed)
    {
        var random = new Random(seed);
        List<byte> bytes = [.. original];
        for (int round = random.Next(1, 4); round > 0; round--)
        {
            int near = random.Next(2) == 0 ? Math.Min(bytes.Count, 512) : bytes.Count; // headers are where it hurts
            int at = random.Next(near);
            int length = Math.Min(random.Next(1, 4_000), bytes.Count - at);
            switch (random.Next(7))
            {
                case 0:
                    for (int flip = random.Next(1, 20); flip > 0; flip--)
                        bytes[random.Next(near)] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 2:
                    bytes.RemoveRange(at, length);
                    break;
                case 3:
                    bytes.InsertRange(at, Random(random, length));
                    break;
                case 4:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                case 5:
                    for (int i = at; i < Math.Min(at + 4, bytes.Count); i++)
                        bytes[i] = (byte)(random.Next(2) * 0xFF);
                    break;
                default:
                    Random(random, length).CopyTo(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(bytes)[at..]);
                    break;
            }
            if (bytes.Count == 0)
                bytes.Add(0);
        }
        return [.. bytes];
    }

    private static byte[] Random(Random random, int length)
    {
        byte[] bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }
}
