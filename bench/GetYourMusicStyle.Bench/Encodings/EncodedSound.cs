using GetYourMusicStyle.Audio.Decoding;
using GetYourMusicStyle.Features;
using GetYourMusicStyle.Recommender;

namespace GetYourMusicStyle.Bench.Encodings;

/// <summary>From a file to its length and sound, by the code that serves.</summary>
internal sealed class EncodedSound(TrackDecoder decoder, WindowAnalyzer analyzer)
{
    /// <summary>The track of a file, or null if it is silent.</summary>
    public IndexedTrack? Read(string path, long id)
    {
        float[] features = new float[FeatureNames.Count];
        var rows = new List<float[]>();
        using var stream = decoder.Open(path, CancellationToken.None);
        while (stream.TryRead(out var window))
        {
            if (window.Silent)
                continue;
            analyzer.Analyze(window.Samples.Span);
            analyzer.CopyFeatures(features);
            rows.Add([.. features]);
        }
        if (rows.Count == 0)
            return null;
        float[] means = [.. Enumerable.Range(0, FeatureNames.Count).Select(f => (float)rows.Average(row => (double)row[f]))];
        float[] standardDeviations = [.. Enumerable.Range(0, FeatureNames.Count).Select(f => (float)Math.Sqrt(rows.Average(row => Math.Pow(row[f] - (double)means[f], 2))))];
        return new IndexedTrack(id, null, 0, false, [], null, new FeatureSummary(means, standardDeviations), stream.DurationSeconds, null, null, null, path);
    }
}
