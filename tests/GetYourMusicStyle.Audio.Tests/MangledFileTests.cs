using System.Diagnostics;
using GetYourMusicStyle.Audio.Decoding;

namespace GetYourMusicStyle.Audio.Tests;

/// <summary>Hundreds of damaged files: each gives a result or an error, in bounded time, and never a value that is no number.</summary>
[Trait("Category", "Slow")]
public sealed class MangledFileTests
{
    [Theory]
    [InlineData(DecoderIsolation.InProcess, 25, "wav", "w64", "aiff", "au", "caf")]
    [InlineData(DecoderIsolation.InProcess, 20, "flac", "mp3", "ogg", "opus")]
    [InlineData(DecoderIsolation.InProcess, 4, "m4a", "aac", "wma", "webm", "wv", "avi")]
    [InlineData(DecoderIsolation.ChildProcess, 2, "wav", "aiff", "flac", "mp3", "ogg")]
    public void Each_gives_a_result_or_an_error(DecoderIsolation isolation, int each, params string[] formats)
    {
        TrackDecoder decoder = Decoding.Decoder(isolation);
        foreach (string format in formats)
        {
            byte[] original = File.ReadAllBytes(Media.SongAs(format, "-t", "3.5"));
            for (int seed = 0; seed < each; seed++)
            {
                string path = Media.Write("mangled." + format, Mangling.Apply(original, seed));
                var watch = Stopwatch.StartNew();
                try
                {
                    Assert.DoesNotContain(decoder.Mono(path), v => !float.IsFinite(v));
                }
                catch (AudioException)
                {
                    // A clear error will do.
                }
                Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), $"{format} {seed} took {watch.Elapsed}");
                File.Delete(path);
            }
        }
    }
}
