using GetYourMusicStyle.Features.Spectral;
using GetYourMusicStyle.Features.Stft;
using NWaves.Signals;

namespace GetYourMusicStyle.Features.Tests.SecondOracle;

/// <summary>Bandwidth, contrast and zero crossings against NWaves', each where its definition is librosa's.</summary>
public sealed class SpectralShapeTests
{
    // NWaves leaves the first bin out of every sum: an empty one before ours makes it count all of them.
    private static readonly float[] Frequencies = [0, .. Enumerable.Range(0, StftParameters.Bins).Select(bin => (float)StftParameters.Frequency(bin))];

    /// <summary>NWaves sums 1025 float32 numbers in float32: 1e-4 of the value. Frames of silence have no bandwidth but rounding.</summary>
    [Theory]
    [MemberData(nameof(NWavesFrames.Inputs), MemberType = typeof(NWavesFrames))]
    public void The_bandwidth_of_every_frame_is_NWaves_spread(string name)
    {
        var ours = NWavesFrames.Ours(name);
        var magnitudes = NWavesFrames.Magnitudes(Golden.Samples(name));
        for (int frame = 0; frame < magnitudes.Count; frame++)
        {
            if (magnitudes[frame].Sum() < 1e-3)
                continue;       // NWaves adds 1e-10 to what it divides by
            double expected = NWaves.Features.Spectral.Spread([0, .. magnitudes[frame]], Frequencies);
            NWavesFrames.Near(expected, ours.Bandwidth.Series[frame, 0], (1e-4 * expected) + 0.05, $"{name} frame {frame}");
        }
    }

    /// <summary>
    /// NWaves' bands are others and its quantile is a fraction, rounded up; given the bins of one of ours for which rounding up and librosa's rounding
    /// give the same number, the two agree, as the fraction it divides by cancels. Where librosa's floor of 80 dB bites they do not.
    /// </summary>
    [Theory]
    [InlineData("02_noise")]
    [InlineData("09_speech")]
    [InlineData("10_music_parsec47")]
    public void Contrast_is_that_of_NWaves_where_the_quantiles_agree(string name)
    {
        var ours = NWavesFrames.Ours(name);
        var magnitudes = NWavesFrames.Magnitudes(Golden.Samples(name));
        float lowestPeak = ours.Contrast.Peaks.Values.ToArray().Min(), lowestValley = ours.Contrast.Valleys.Values.ToArray().Min();
        int compared = 0;
        foreach (int band in Enumerable.Range(0, SpectralContrast.Count))
        {
            var (first, bins, quantile) = SpectralContrast.Bands[band];
            if (Math.Ceiling(Math.Max(1, 0.02 * bins)) != quantile)
                continue;
            float[] all = [.. Enumerable.Repeat(200f, bins)];
            for (int frame = 0; frame < magnitudes.Count; frame++)
            {
                if (ours.Contrast.Peaks[frame, band] <= lowestPeak || ours.Contrast.Valleys[frame, band] <= lowestValley)
                    continue;
                double expected = 10 * NWaves.Features.Spectral.Contrast(magnitudes[frame][first..(first + bins)], all, 200f, 1)[0];
                NWavesFrames.Near(expected, ours.Contrast.Peaks[frame, band] - ours.Contrast.Valleys[frame, band], 0.01, $"{name} frame {frame} band {band}");
                compared++;
            }
        }
        Assert.InRange(compared, magnitudes.Count, int.MaxValue);
    }

    /// <summary>
    /// Counts are equal: NWaves takes down to -1e-4 for positive, so it is given a million times the signal to come to librosa's -1e-10; it divides
    /// by the pairs of samples, librosa by the samples.
    /// </summary>
    [Theory]
    [MemberData(nameof(NWavesFrames.Inputs), MemberType = typeof(NWavesFrames))]
    public void Zero_crossings_of_every_frame_are_those_of_NWaves(string name)
    {
        var ours = NWavesFrames.Ours(name);
        float[] samples = Golden.Samples(name), edges = NWavesFrames.Padded([.. samples.Select(x => 1e6f * x)]);
        edges.AsSpan(0, StftParameters.Padding).Fill(1e6f * samples[0]);
        edges.AsSpan(StftParameters.Padding + samples.Length).Fill(1e6f * samples[^1]);
        var signal = new DiscreteSignal(StftParameters.SampleRate, edges);
        for (int frame = 0; frame < ours.Spectrum.Grid.Count; frame++)
        {
            int start = frame * StftParameters.Hop;
            double expected = signal.ZeroCrossingRate(start, start + StftParameters.Size) * (double)(StftParameters.Size - 1) / StftParameters.Size;
            NWavesFrames.Near(expected, ours.ZeroCrossings.Series[frame, 0], 1e-7, $"{name} frame {frame}");
        }
    }
}
