using GetYourMusicStyle.Features.Stft;
using NWaves.Windows;

namespace GetYourMusicStyle.Features.Tests.SecondOracle;

/// <summary>Our STFT against NWaves'.</summary>
public sealed class StftTests
{
    /// <summary>
    /// Both transform in double precision; NWaves' window is float32 and so is what ours is stored in: an error of half an ulp of float32 in
    /// each of 2048 products, 2e-7 of the frame's largest bin.
    /// </summary>
    [Theory]
    [MemberData(nameof(NWavesFrames.Inputs), MemberType = typeof(NWavesFrames))]
    public void Magnitudes_of_every_frame_are_those_of_NWaves(string name)
    {
        var ours = NWavesFrames.Ours(name);
        var theirs = NWavesFrames.Magnitudes(Golden.Samples(name));
        Assert.Equal(theirs.Count, ours.Spectrum.Grid.Count);
        for (int frame = 0; frame < theirs.Count; frame++)
        {
            double tolerance = 2e-7 * theirs[frame].Max();
            for (int bin = 0; bin < StftParameters.Bins; bin++)
                NWavesFrames.Near(theirs[frame][bin], ours.Spectrum.Magnitude(frame, bin), tolerance, $"{name} frame {frame} bin {bin}");
        }
        GC.KeepAlive(ours);
    }

    /// <summary>
    /// NWaves' own STFT, as one takes it from the package: its window is symmetric, ours periodic, and a bin can differ by no more than the samples
    /// times what the windows differ by, and by the rounding of its float32 FFT, 1e-5 of the frame's largest.
    /// </summary>
    [Theory]
    [MemberData(nameof(NWavesFrames.Inputs), MemberType = typeof(NWavesFrames))]
    public void The_STFT_of_NWaves_differs_by_its_symmetric_window_alone(string name)
    {
        var ours = NWavesFrames.Ours(name);
        float[] padded = NWavesFrames.Padded(Golden.Samples(name)), symmetric = Window.OfType(WindowType.Hann, StftParameters.Size);
        var theirs = new NWaves.Transforms.Stft(StftParameters.Size, StftParameters.Hop, WindowType.Hann).MagnitudePhaseSpectrogram(padded).Magnitudes;
        for (int frame = 0; frame < ours.Spectrum.Grid.Count; frame++)
        {
            int start = frame * StftParameters.Hop;
            double tolerance = (1e-5 * theirs[frame].Max())
                + Enumerable.Range(0, StftParameters.Size).Sum(n => Math.Abs(padded[start + n] * (symmetric[n] - NWavesFrames.Hann[n])));
            for (int bin = 0; bin < StftParameters.Bins; bin++)
                NWavesFrames.Near(theirs[frame][bin], ours.Spectrum.Magnitude(frame, bin), tolerance, $"{name} frame {frame} bin {bin}");
        }
        GC.KeepAlive(ours);
    }
}
