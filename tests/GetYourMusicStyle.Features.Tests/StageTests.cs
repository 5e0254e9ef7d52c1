using GetYourMusicStyle.Features.Simd;
using GetYourMusicStyle.Features.Spectral;
using GetYourMusicStyle.Features.Stft;

namespace GetYourMusicStyle.Features.Tests;

/// <summary>Every stage between the samples and the features equals librosa's, at every width of vectors.</summary>
[Collection(GoldenCollection.Name)]
public sealed unsafe class StageTests(GoldenTable table)
{
    public static TheoryData<string, VectorWidth> Cases => GoldenTests.Cases;

    [Theory]
    [MemberData(nameof(Cases))]
    public void Stages_equal_librosa(string name, VectorWidth width)
    {
        switch (width)
        {
            case VectorWidth.Bits512: Check(new Spectrum<Lanes16, Wide16>(), name, width); break;
            case VectorWidth.Bits256: Check(new Spectrum<Lanes8, Wide8>(), name, width); break;
            default: Check(new Spectrum<Lanes1, Wide1>(), name, width); break;
        }
    }

    private void Check<T>(Spectrum<T> spectrum, string name, VectorWidth width)
        where T : unmanaged, ILanes<T>
    {
        var analysis = new WindowAnalysis<T>(spectrum);
        analysis.Run(Golden.Samples(name), null);
        int frames = analysis.Spectrum.Grid.Count;
        Assert.Equal(Golden.Document(name).GetProperty("tuning").GetDouble(), Tuning.Semitones(analysis.TuningIndex), 6);

        float[] stft = Golden.Array(name + ".stft_mag_8").Values, mel = Golden.Array(name + ".mel_power_8").Values;
        float stftMaximum = stft.Max(), melMaximum = mel.Max();
        for (int frame = 0; frame < 8; frame++)
        {
            for (int bin = 0; bin < StftParameters.Bins; bin++)
                Compare("STFT magnitude", stft, (bin * 8) + frame, analysis.Spectrum.Magnitude(frame, bin), 1e-4, Math.Max(1e-6 * stftMaximum, 1e-30));
        }

        CheckMel<T>(analysis, mel, melMaximum, Compare);
        CheckMasks(analysis, Golden.Array(name + ".mask_harm_4").Values, Compare);

        float[] mfcc = Golden.Array(name + ".mfcc").Values, contrast = Golden.Array(name + ".contrast").Values;
        float[] chroma = Golden.Array(name + ".chroma").Values, bandwidth = Golden.Array(name + ".bandwidth").Values;
        float[] zcr = Golden.Array(name + ".zcr").Values, harmonic = Golden.Array(name + ".rms_harm").Values, percussive = Golden.Array(name + ".rms_perc").Values;
        Assert.Equal(frames, zcr.Length);
        Span<double> decibels = stackalloc double[MelBands.Count];
        for (int frame = 0; frame < frames; frame++)
        {
            for (int band = 0; band < MelBands.Count; band++)
                decibels[band] = analysis.Mfcc.MelDecibels[frame, band];
            for (int i = 0; i < Mfcc.Count; i++)
                Compare("MFCC", mfcc, (i * frames) + frame, Mfcc.Coefficient(i, decibels), 0, 0.01);
            for (int i = 0; i < SpectralContrast.Count; i++)
                Compare("spectral contrast (dB)", contrast, (i * frames) + frame, analysis.Contrast.Peaks[frame, i] - analysis.Contrast.Valleys[frame, i], 0, name == "01_sweep" ? 0.5 : 0.05);
            for (int i = 0; i < Chroma.Count; i++)
                Compare("chroma", chroma, (i * frames) + frame, analysis.Chroma.Series[frame, i], 0, 1e-3);
            Compare("bandwidth (Hz)", bandwidth, frame, analysis.Bandwidth.Series[frame, 0], 1e-3, 0.05);
            Compare("zero-crossing rate", zcr, frame, analysis.ZeroCrossings.Series[frame, 0], 0, 1e-9);
            Compare("RMS harmonic", harmonic, frame, analysis.HarmonicPercussive.HarmonicRms[frame], 1e-4, 1e-7);
            Compare("RMS percussive", percussive, frame, analysis.HarmonicPercussive.PercussiveRms[frame], 1e-4, 1e-7);
        }

        GC.KeepAlive(analysis);

        void Compare(string stage, float[] expected, int index, double actual, double relative, double absolute) =>
            table.Check(stage, width, name, actual, expected[index], (relative * Math.Abs(expected[index])) + absolute);
    }

    private static void CheckMel<T>(WindowAnalysis<T> analysis, float[] expected, float maximum, Comparison compare)
        where T : unmanaged, ILanes<T>
    {
        var buffer = new LaneBuffer();
        T* power = (T*)buffer.Reserve((StftParameters.Bins + MelBands.Count) * T.Count), mel = power + StftParameters.Bins;
        for (int frame = 0; frame < 8; frame++)
        {
            (int step, int lane) = analysis.Spectrum.Grid.Locate(frame);
            T* magnitude = analysis.Spectrum.Magnitude(step);
            for (int bin = 0; bin < StftParameters.Bins; bin++)
                power[bin] = magnitude[bin] * magnitude[bin];
            MelBands.Bank.Apply(power, mel);
            for (int band = 0; band < MelBands.Count; band++)
                compare("mel power", expected, (band * 8) + frame, ((float*)(mel + band))[lane], 1e-4, Math.Max(1e-6 * maximum, 1e-30));
        }

        GC.KeepAlive(buffer);
    }

    private static void CheckMasks<T>(WindowAnalysis<T> analysis, float[] expected, Comparison compare)
        where T : unmanaged, ILanes<T>
    {
        int[] columns = [0, 1, 20, 130];
        for (int column = 0; column < columns.Length; column++)
        {
            (int step, int lane) = analysis.Spectrum.Grid.Locate(columns[column]);
            T* mask = analysis.HarmonicPercussive.Mask(analysis.Spectrum, step);
            for (int bin = 0; bin < StftParameters.Bins; bin++)
                compare("harmonic mask", expected, (bin * 4) + column, ((float*)(mask + bin))[lane], 0, 1e-3);
        }
    }

    private delegate void Comparison(string stage, float[] expected, int index, double actual, double relative, double absolute);
}
