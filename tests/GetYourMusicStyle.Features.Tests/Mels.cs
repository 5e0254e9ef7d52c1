using GetYourMusicStyle.Features.Mel;
using GetYourMusicStyle.Features.Simd;

namespace GetYourMusicStyle.Features.Tests;

/// <summary>Mel spectrograms at every width of vectors.</summary>
internal static class Mels
{
    public static MelSpectrogram Of(MelParameters parameters, VectorWidth width) => width switch
    {
        VectorWidth.Bits512 => new(parameters, new MelFrames<Lanes16, Wide16>(parameters)),
        VectorWidth.Bits256 => new(parameters, new MelFrames<Lanes8, Wide8>(parameters)),
        VectorWidth.Scalar => new(parameters, new MelFrames<Lanes1, Wide1>(parameters)),
        _ => new(parameters),
    };

    /// <summary>Each of the names with each width.</summary>
    public static TheoryData<string, VectorWidth> AtEveryWidth(IEnumerable<string> names)
    {
        var cases = new TheoryData<string, VectorWidth>();
        foreach (string name in names)
            foreach (VectorWidth width in Enum.GetValues<VectorWidth>())
                cases.Add(name, width);
        return cases;
    }

    public static float[] Compute(MelParameters parameters, ReadOnlySpan<float> samples, VectorWidth width = VectorWidth.Widest)
    {
        float[] mel = new float[MelSpectrogram.FramesOf(parameters, samples.Length) * parameters.Bands];
        Assert.Equal(mel.Length, Of(parameters, width).Compute(samples, mel) * parameters.Bands);
        return mel;
    }
}
