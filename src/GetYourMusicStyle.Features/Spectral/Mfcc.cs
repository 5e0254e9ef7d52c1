using GetYourMusicStyle.Features.Simd;
using GetYourMusicStyle.Features.Stft;

namespace GetYourMusicStyle.Features.Spectral;

/// <summary>
/// 13 mel-frequency cepstral coefficients (<c>librosa.feature.mfcc</c>): orthonormal DCT-II of the mel power in dB, clamped 80 dB
/// below the window's maximum. The mean over frames of a linear transform is the transform of the mean, so one DCT is enough.
/// </summary>
internal sealed unsafe class Mfcc
{
    public const int Count = 13;

    private static readonly double[][] Cosines = [.. Enumerable.Range(0, Count).Select(i => Enumerable.Range(0, MelBands.Count)
        .Select(m => Math.Cos(Math.PI * i * ((2 * m) + 1) / (2 * MelBands.Count)) * Math.Sqrt((i == 0 ? 1.0 : 2.0) / MelBands.Count)).ToArray())];

    private readonly LaneBuffer _mel = new();

    /// <summary>Mel power in dB.</summary>
    public FrameSeries MelDecibels { get; } = new(MelBands.Count);

    /// <summary>Takes one step: 1025 rows of power.</summary>
    public void Add<T>(T* power, FrameGrid grid, int step)
        where T : unmanaged, ILanes<T>
    {
        T* mel = (T*)_mel.Reserve(MelBands.Count * T.Count);
        MelBands.Bank.Apply(power, mel);
        for (int band = 0; band < MelBands.Count; band++)
            mel[band] = Decibels.OfPower(mel[band]);
        MelDecibels.Store(mel, grid, step);
    }

    /// <summary>Means over frames, once all steps are in.</summary>
    public void Finish(Span<float> coefficients)
    {
        Span<double> means = stackalloc double[MelBands.Count];
        MelDecibels.ClampBelowMaximum(Decibels.Range);
        MelDecibels.Mean(means);
        for (int i = 0; i < Count; i++)
            coefficients[i] = (float)Coefficient(i, means);
    }

    /// <summary>Coefficient <paramref name="index"/> of 128 mel bands in dB.</summary>
    public static double Coefficient(int index, ReadOnlySpan<double> decibels)
    {
        double sum = 0;
        for (int m = 0; m < MelBands.Count; m++)
            sum += Cosines[index][m] * decibels[m];
        return sum;
    }
}
