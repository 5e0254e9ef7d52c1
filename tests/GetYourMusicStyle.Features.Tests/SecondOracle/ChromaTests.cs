using GetYourMusicStyle.Features.Spectral;
using GetYourMusicStyle.Features.Stft;
using NWaves.Filters.Fda;

namespace GetYourMusicStyle.Features.Tests.SecondOracle;

/// <summary>Our chroma against NWaves', which has librosa's filter bank but neither its estimate of the tuning nor its norm over a frame.</summary>
public sealed class ChromaTests
{
    /// <summary>NWaves computes octaves in float32, and a bin's distance to a pitch class is a difference of such numbers: 1e-5 of a weight of up to 1.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(37)]
    [InlineData(50)]
    [InlineData(99)]
    public void The_bank_of_a_tuning_is_that_of_NWaves(int tuning)
    {
        float[] ours = ChromaBank.At(tuning);
        float[][] theirs = Bank(tuning);
        for (int bin = 0; bin < StftParameters.Bins; bin++)
        {
            for (int pitch = 0; pitch < Chroma.Count; pitch++)
                NWavesFrames.Near(theirs[pitch][bin], ours[(bin * Chroma.Count) + pitch], 1e-5, $"tuning {tuning} bin {bin} pitch class {pitch}");
        }
    }

    /// <summary>Given our tuning and divided by the frame's largest: the bank's 1e-5, times what the frame's power is spread over.</summary>
    [Theory]
    [MemberData(nameof(NWavesFrames.Inputs), MemberType = typeof(NWavesFrames))]
    public void Chroma_of_every_frame_are_those_of_NWaves(string name)
    {
        var ours = NWavesFrames.Ours(name);
        float[][] bank = Bank(ours.TuningIndex);
        var magnitudes = NWavesFrames.Magnitudes(Golden.Samples(name));
        float[] chroma = new float[Chroma.Count];
        for (int frame = 0; frame < magnitudes.Count; frame++)
        {
            FilterBanks.Apply(bank, [.. magnitudes[frame].Select(m => m * m)], chroma);
            double largest = chroma.Max() is > 0 and var most ? most : 1;
            for (int pitch = 0; pitch < Chroma.Count; pitch++)
                NWavesFrames.Near(chroma[pitch] / largest, ours.Chroma.Series[frame, pitch], 1e-4, $"{name} frame {frame} pitch class {pitch}");
        }
    }

    private static float[][] Bank(int tuning) => FilterBanks.Chroma(StftParameters.Size, StftParameters.SampleRate, tuning: Tuning.Semitones(tuning));
}
