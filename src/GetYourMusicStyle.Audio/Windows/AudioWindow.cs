using GetYourMusicStyle.Audio.Resampling;

namespace GetYourMusicStyle.Audio.Windows;

/// <summary>One window of a track.</summary>
public readonly struct AudioWindow
{
    private readonly long _startSample;

    internal AudioWindow(int index, long startSample, ReadOnlyMemory<float> samples, bool silent) =>
        (Index, _startSample, Samples, Silent) = (index, startSample, samples, silent);

    /// <summary>Number of the window in its track, from 0.</summary>
    public int Index { get; }

    /// <summary>Where the window starts, in seconds from the start of the track.</summary>
    public double StartSeconds => (double)_startSample / MonoStream.SampleRate;

    /// <summary>Where the window ends, in seconds from the start of the track.</summary>
    public double EndSeconds => (double)(_startSample + Samples.Length) / MonoStream.SampleRate;

    /// <summary>Mono samples at 22 050 Hz, full scale 1; valid until the next window is read.</summary>
    public ReadOnlyMemory<float> Samples { get; }

    /// <summary>Whether the root mean square is below <see cref="AudioOptions.SilenceDbfs"/>.</summary>
    public bool Silent { get; }
}
