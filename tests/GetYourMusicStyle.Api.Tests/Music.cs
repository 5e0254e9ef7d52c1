using GetYourMusicStyle.Audio.Tests;

namespace GetYourMusicStyle.Api.Tests;

/// <summary>Audio files to upload.</summary>
public static class Music
{
    private const int Rate = 22050;
    private static int _next;

    /// <summary>One of the samples that come with the product.</summary>
    public static string SamplePath(string name) => Path.Combine(Server.Root, "samples", name);

    public static byte[] Sample(string name) => File.ReadAllBytes(SamplePath(name));

    /// <summary>A WAV file that no other call gives: three tones and noise.</summary>
    public static byte[] New(double seconds = 6)
    {
        int seed = Interlocked.Increment(ref _next);
        var random = new Random(seed);
        int frames = (int)(seconds * Rate);
        short[] samples = new short[frames];
        double tone = 110 * Math.Pow(2, random.NextDouble() * 3);
        for (int i = 0; i < frames; i++)
        {
            double t = i / (double)Rate;
            double value = Math.Sin(2 * Math.PI * tone * t) + 0.6 * Math.Sin(3 * Math.PI * tone * t) + 0.4 * Math.Sin(5 * Math.PI * tone * t);
            value *= 0.6 + 0.4 * Math.Sin(4 * Math.PI * t);
            samples[i] = (short)(6000 * value + 800 * (random.NextDouble() - 0.5));
        }
        return WavFile.Of(Rate, samples);
    }

    /// <summary>A WAV file of nothing.</summary>
    public static byte[] Silence(int seconds = 6) => WavFile.Of(Rate, new short[seconds * Rate]);

    /// <summary>Bytes that are no audio; again, no two calls give the same.</summary>
    public static byte[] NotAudio() => System.Text.Encoding.UTF8.GetBytes($"This is a letter, number {Interlocked.Increment(ref _next)}. " + new string('x', 5000));
}
