using System.Globalization;

namespace GetYourMusicStyle.Audio.Sources;

/// <summary>The error of a file that cannot be decoded past some point.</summary>
internal static class Damage
{
    /// <param name="seconds">Time decoded before.</param>
    /// <param name="reason">What the decoder says, one line.</param>
    public static AudioException At(double seconds, string reason) => new(
        AudioFault.Damaged,
        string.Create(CultureInfo.InvariantCulture, $"The file is damaged: decoding stopped at {seconds:0.0} s ({reason.Trim().TrimEnd('.')})."));
}
