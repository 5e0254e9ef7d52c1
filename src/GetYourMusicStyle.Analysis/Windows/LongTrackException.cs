using System.Globalization;

namespace GetYourMusicStyle.Analysis.Windows;

/// <summary>A track is longer than the caller wants to work on here, or promises to be. Nothing is wrong with it.</summary>
/// <param name="seconds">How long it is at least, or promises to be.</param>
public sealed class LongTrackException(double seconds)
    : Exception(string.Create(CultureInfo.InvariantCulture, $"The track has {seconds:0} s and more, too much to be done here."));
