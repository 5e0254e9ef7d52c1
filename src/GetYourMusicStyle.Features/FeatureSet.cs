namespace GetYourMusicStyle.Features;

/// <summary>A named set of numbers that describe a window; a model's manifest names the one it was trained on.</summary>
public sealed class FeatureSet
{
    private FeatureSet(string name, int width, bool hasTexture) => (Name, Width, HasTexture) = (name, width, hasTexture);

    /// <summary>The 25 features.</summary>
    public static FeatureSet Librosa { get; } = new("librosa25", FeatureNames.Count, hasTexture: false);

    /// <summary>The 25 features, then the <see cref="SpectrogramTexture"/>.</summary>
    public static FeatureSet Textured { get; } = new("librosa25+texture136", FeatureNames.Count + SpectrogramTexture.Count, hasTexture: true);

    /// <summary>All there are.</summary>
    public static IReadOnlyList<FeatureSet> All { get; } = [Librosa, Textured];

    /// <summary>Its name in a manifest.</summary>
    public string Name { get; }

    /// <summary>Numbers a window.</summary>
    public int Width { get; }

    /// <summary>Whether it needs the log spectrogram.</summary>
    public bool HasTexture { get; }

    /// <summary>The set of that name, or null.</summary>
    public static FeatureSet? Named(string? name) => All.FirstOrDefault(set => set.Name == name);

    /// <summary>Puts the numbers of a window in a row.</summary>
    /// <param name="features">Its 25 features.</param>
    /// <param name="logSpectrogram">100x100 dB values from 0 to -80; may be empty for a set without texture.</param>
    /// <param name="row">Receives <see cref="Width"/> values.</param>
    public void Fill(ReadOnlySpan<float> features, ReadOnlySpan<float> logSpectrogram, Span<float> row)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(features.Length, FeatureNames.Count);
        ArgumentOutOfRangeException.ThrowIfNotEqual(row.Length, Width);
        features.CopyTo(row);
        if (HasTexture)
            SpectrogramTexture.Compute(logSpectrogram, row[FeatureNames.Count..]);
    }
}
