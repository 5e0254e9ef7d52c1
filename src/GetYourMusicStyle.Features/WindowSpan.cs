namespace GetYourMusicStyle.Features;

/// <summary>Where a window lies in its track, in seconds, and whether it is silent.</summary>
public readonly record struct WindowSpan(double StartSeconds, double EndSeconds, bool Silent)
{
    /// <summary>Length in seconds.</summary>
    public double Length => EndSeconds - StartSeconds;

    /// <summary>Centre in seconds.</summary>
    public double Centre => (StartSeconds + EndSeconds) / 2;
}
