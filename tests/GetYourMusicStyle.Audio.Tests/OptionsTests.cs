using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Audio.Tests;

/// <summary>Wrong settings are refused by name.</summary>
public sealed class OptionsTests
{
    public static TheoryData<string, Action<AudioOptions>> Wrong() => new()
    {
        { nameof(AudioOptions.WindowSeconds), o => o.WindowSeconds = 0 },
        { nameof(AudioOptions.WindowSeconds), o => o.WindowSeconds = double.NaN },
        { nameof(AudioOptions.HopSeconds), o => o.HopSeconds = -1 },
        { nameof(AudioOptions.MinimumSeconds), o => o.MinimumSeconds = 7 },
        { nameof(AudioOptions.SilenceDbfs), o => o.SilenceDbfs = 1 },
        { nameof(AudioOptions.MaxDurationSeconds), o => o.MaxDurationSeconds = 0 },
        { nameof(AudioOptions.MaxChannels), o => o.MaxChannels = 0 },
        { nameof(AudioOptions.MinSampleRate), o => o.MinSampleRate = 800_000 },
        { nameof(AudioOptions.MaxSampleRate), o => o.MaxSampleRate = 100_000_000 },
        { nameof(AudioOptions.Isolation), o => o.Isolation = (DecoderIsolation)7 },
        { nameof(AudioOptions.FfmpegPath), o => o.FfmpegPath = "" },
        { nameof(AudioOptions.StallSeconds), o => o.StallSeconds = 0 },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_value_is_named(string name, Action<AudioOptions> configure)
    {
        OptionsValidationException e = Assert.Throws<OptionsValidationException>(() => Decoding.Decoder(configure));
        Assert.Contains(name, e.Message, StringComparison.Ordinal);
    }
}
