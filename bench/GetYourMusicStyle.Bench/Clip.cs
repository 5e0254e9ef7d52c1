namespace GetYourMusicStyle.Bench;

/// <summary>The 30 s of real music that both sides analyse.</summary>
internal static class Clip
{
    public const int SampleRate = 22050;

    public const int Window = 6 * SampleRate;

    public static string Home { get; } = Environment.GetEnvironmentVariable("GYMS_HOME") ?? Directory.GetCurrentDirectory();

    public static string Path { get; } =
        System.IO.Path.Combine(Home, "tests", "GetYourMusicStyle.Features.Tests", "golden", "wav", "11_music30_tumiki.wav");

    /// <summary>Samples of the clip: 16-bit PCM behind a 44-byte header.</summary>
    public static float[] Load()
    {
        ReadOnlySpan<byte> pcm = File.ReadAllBytes(Path).AsSpan(44);
        var samples = new float[pcm.Length / 2];
        for (int i = 0; i < samples.Length; i++)
            samples[i] = BitConverter.ToInt16(pcm[(2 * i)..]) / 32768f;
        return samples;
    }
}
