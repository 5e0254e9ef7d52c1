using System.Diagnostics;

namespace GetYourMusicStyle.Features.Profiling;

/// <summary>The stages a benchmark tells apart.</summary>
public enum AnalysisStage
{
    /// <summary>Forward FFTs and magnitudes.</summary>
    Stft,

    /// <summary>Mel power, decibels.</summary>
    Mfcc,

    /// <summary>Peaks and valleys of seven bands.</summary>
    Contrast,

    /// <summary>Centroid and bandwidth.</summary>
    Bandwidth,

    /// <summary>Tuning and chroma.</summary>
    Chroma,

    /// <summary>The medians over time and over bins, and the mask.</summary>
    Medians,

    /// <summary>Inverse FFTs and overlap-add.</summary>
    Inverse,

    /// <summary>RMS of the two signals.</summary>
    Rms,

    /// <summary>Zero crossings, and means over frames.</summary>
    Means,
}

/// <summary>Where the time of an analysis goes, stage by stage.</summary>
public sealed class StageClock
{
    private readonly long[] _ticks = new long[Enum.GetValues<AnalysisStage>().Length];
    private long _last;

    /// <summary>Time spent in a stage so far.</summary>
    public TimeSpan this[AnalysisStage stage] => Stopwatch.GetElapsedTime(0, _ticks[(int)stage]);

    internal void Start() => _last = Stopwatch.GetTimestamp();

    internal void Lap(AnalysisStage stage)
    {
        long now = Stopwatch.GetTimestamp();
        _ticks[(int)stage] += now - _last;
        _last = now;
    }
}
