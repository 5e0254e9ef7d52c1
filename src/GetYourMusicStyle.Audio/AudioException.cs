using System.Globalization;

namespace GetYourMusicStyle.Audio;

/// <summary>What is wrong with one file.</summary>
public enum AudioFault
{
    /// <summary>There is no such file.</summary>
    Missing,

    /// <summary>The file is there but cannot be read: a folder, a pipe, no permission, a disk error.</summary>
    Unreadable,

    /// <summary>The file has no bytes, or its audio stream has no samples.</summary>
    Empty,

    /// <summary>The bytes are no audio format that is known, or a container without an audio stream.</summary>
    NotAudio,

    /// <summary>An audio file whose contents cannot be decoded, from the start or from some point on.</summary>
    Damaged,

    /// <summary>Shorter than <see cref="AudioOptions.MinimumSeconds"/>.</summary>
    TooShort,

    /// <summary>Longer than <see cref="AudioOptions.MaxDurationSeconds"/>.</summary>
    TooLong,

    /// <summary>Audio, but with a rate, channel count or codec outside what is supported here.</summary>
    Unsupported,

    /// <summary>The decoder gave nothing for <see cref="AudioOptions.StallSeconds"/> and was stopped.</summary>
    TimedOut,

    /// <summary>The decoder process died of the file.</summary>
    DecoderCrashed,
}

/// <summary>
/// One file cannot be used. The message is one line for the user, without the path: what is wrong and, where something can be done,
/// what to do. Other files are not affected.
/// </summary>
public sealed class AudioException : Exception
{
    /// <summary>Creates the error with its kind, its one-line message and, if any, its cause.</summary>
    public AudioException(AudioFault fault, string message, Exception? cause = null)
        : base(message, cause) => Fault = fault;

    /// <summary>The kind of fault.</summary>
    public AudioFault Fault { get; }

    /// <summary>The error of a file that cannot be decoded past some point.</summary>
    /// <param name="seconds">Time decoded before.</param>
    /// <param name="reason">What the decoder says, one line.</param>
    internal static AudioException DamagedAt(double seconds, string reason) => new(
        AudioFault.Damaged,
        string.Create(CultureInfo.InvariantCulture, $"The file is damaged: decoding stopped at {seconds:0.0} s ({reason.Trim().TrimEnd('.')})."));
}
