using System.Runtime.InteropServices;
using GetYourMusicStyle.Features;

namespace GetYourMusicStyle.Analysis.Formats;

/// <summary>The windows of a track in order and the 25 features of each. <see cref="WindowTableFormat"/> has its bytes.</summary>
public sealed class WindowTable
{
    private readonly List<WindowSpan> _windows = [];
    private readonly List<float> _features = [];

    /// <summary>Length of the track in seconds.</summary>
    public double DurationSeconds { get; set; }

    /// <summary>The windows, silent ones too.</summary>
    public IReadOnlyList<WindowSpan> Windows => _windows;

    /// <summary>How many windows are not silent.</summary>
    public int Sounding { get; private set; }

    /// <summary>The features of one window, in the order of <see cref="FeatureNames.All"/>; of no meaning where it is silent.</summary>
    public ReadOnlySpan<float> Features(int window) =>
        CollectionsMarshal.AsSpan(_features).Slice(window * FeatureNames.Count, FeatureNames.Count);

    /// <summary>Adds the next window.</summary>
    public void Add(WindowSpan window, ReadOnlySpan<float> features)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(features.Length, FeatureNames.Count);
        _windows.Add(window);
        Sounding += window.Silent ? 0 : 1;
        _features.AddRange(features);
    }
}
