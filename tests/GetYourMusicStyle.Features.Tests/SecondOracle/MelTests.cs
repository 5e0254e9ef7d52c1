using GetYourMusicStyle.Features.Spectral;
using GetYourMusicStyle.Features.Stft;
using NWaves.FeatureExtractors;
using NWaves.FeatureExtractors.Options;
using NWaves.Filters.Fda;
using NWaves.Transforms;
using NWaves.Windows;

namespace GetYourMusicStyle.Features.Tests.SecondOracle;

/// <summary>Our mel bands and MFCC against NWaves' with Slaney's mel scale; its default scale is HTK's, which is another.</summary>
public sealed class MelTests
{
    private static readonly float[][] Bank = FilterBanks.MelBankSlaney(MelBands.Count, StftParameters.Size, StftParameters.SampleRate);

    /// <summary>NWaves keeps float32 weights and normalises them in float32: two roundings.</summary>
    [Fact]
    public void The_mel_bank_is_that_of_NWaves()
    {
        for (int band = 0; band < MelBands.Count; band++)
        {
            float[] ours = new float[StftParameters.Bins];
            var (first, weights) = MelBands.Bank[band];
            weights.CopyTo(ours, first);
            for (int bin = 0; bin < ours.Length; bin++)
                NWavesFrames.Near(Bank[band][bin], ours[bin], (2e-7 * ours[bin]) + 1e-9, $"band {band} bin {bin}");
        }
    }

    /// <summary>
    /// In dB, where librosa's floor (80 dB below the window's maximum, which NWaves does not know) is put under NWaves' values too. Down there the
    /// float32 window of NWaves shows: 0.01 dB is a share of 2e-3 of a band's power.
    /// </summary>
    [Theory]
    [MemberData(nameof(NWavesFrames.Inputs), MemberType = typeof(NWavesFrames))]
    public void Mel_bands_and_coefficients_of_every_frame_are_those_of_NWaves(string name)
    {
        var ours = NWavesFrames.Ours(name);
        float[][] decibels = [.. NWavesFrames.Magnitudes(Golden.Samples(name)).Select(MelDecibels)];
        float floor = decibels.Max(frame => frame.Max()) - Decibels.Range;
        var dct = new Dct2(MelBands.Count);
        double[] bands = new double[MelBands.Count];
        float[] coefficients = new float[MelBands.Count];
        for (int frame = 0; frame < decibels.Length; frame++)
        {
            for (int band = 0; band < MelBands.Count; band++)
            {
                decibels[frame][band] = Math.Max(floor, decibels[frame][band]);
                bands[band] = ours.Mfcc.MelDecibels[frame, band];
                NWavesFrames.Near(decibels[frame][band], bands[band], 0.01, $"{name} frame {frame} band {band}");
            }
            dct.DirectNorm(decibels[frame], coefficients);
            for (int i = 0; i < Mfcc.Count; i++)
                NWavesFrames.Near(coefficients[i], Mfcc.Coefficient(i, bands), 0.01, $"{name} frame {frame} coefficient {i}");
        }
    }

    /// <summary>
    /// NWaves' own extractor, set as near to librosa as it can be. It has no floor and a symmetric window, so it agrees on sounds without
    /// pauses, noise and music; there the means over frames differ by less than half a dB.
    /// </summary>
    [Theory]
    [InlineData("02_noise")]
    [InlineData("10_music_parsec47")]
    [InlineData("11_music30_tumiki")]
    public void Mean_coefficients_are_those_of_the_extractor_of_NWaves(string name)
    {
        var extractor = new MfccExtractor(new MfccOptions
        {
            SamplingRate = StftParameters.SampleRate,
            FeatureCount = Mfcc.Count,
            FrameSize = StftParameters.Size,
            HopSize = StftParameters.Hop,
            Window = WindowType.Hann,
            FilterBank = Bank,
            NonLinearity = NonLinearityType.ToDecibel,
            LogFloor = 1e-10f,
        });
        var theirs = extractor.ComputeFrom(NWavesFrames.Padded(Golden.Samples(name)));
        var analyzer = new WindowAnalyzer();
        analyzer.Analyze(Golden.Samples(name));
        float[] ours = new float[FeatureNames.Count];
        analyzer.CopyFeatures(ours);
        for (int i = 0; i < Mfcc.Count; i++)
            NWavesFrames.Near(theirs.Average(frame => frame[i]), ours[i], 0.5, $"{name} coefficient {i}");
    }

    private static float[] MelDecibels(float[] magnitudes)
    {
        float[] mel = new float[MelBands.Count];
        FilterBanks.ApplyAndToDecibel(Bank, [.. magnitudes.Select(m => m * m)], mel, 1e-10f);
        return mel;
    }
}
