using GetYourMusicStyle.Audio.Decoding;

namespace GetYourMusicStyle.Audio.Tests.Cage;

/// <summary>Decoders that are taken over (tests/GetYourMusicStyle.Prisoner), in the cage of real ones.</summary>
internal static class Prison
{
    /// <summary>The options of such a decoder.</summary>
    public static void Options(AudioOptions options) =>
        (options.Isolation, options.DecoderProgram) = (DecoderIsolation.ChildProcess, Path.Combine(AppContext.BaseDirectory, "GetYourMusicStyle.Prisoner.dll"));

    /// <summary>A decoder that has these options too.</summary>
    public static TrackDecoder Decoder(Action<AudioOptions>? configure = null) => Decoding.Decoder(options =>
    {
        Options(options);
        configure?.Invoke(options);
    });

    /// <summary>A file that makes the decoder do something.</summary>
    public static string File(params string[] order) => Media.Write("order", System.Text.Encoding.UTF8.GetBytes(string.Join(' ', order)));

    /// <summary>What came of an order: <c>done ...</c> or <c>refused ...</c>.</summary>
    public static string Order(this TrackDecoder decoder, params string[] order)
    {
        var e = Assert.Throws<AudioException>(() => decoder.OpenMono(File(order)));
        Assert.True(e.Fault == AudioFault.Damaged, $"{string.Join(' ', order)}: {e.Fault} {e.Message}");
        return e.Message;
    }
}
