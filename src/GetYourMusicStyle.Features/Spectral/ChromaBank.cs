using System.Collections.Concurrent;
using GetYourMusicStyle.Features.Stft;

namespace GetYourMusicStyle.Features.Spectral;

/// <summary>
/// The chroma filter bank of <c>librosa.filters.chroma</c> at a tuning: a Gaussian a pitch class and bin in octave-wrapped semitones, each bin's
/// weights to unit length, octaves far from the fifth weighed down. One bank a tuning is made when first asked for and kept.
/// </summary>
internal static class ChromaBank
{
    private static readonly ConcurrentDictionary<int, float[]> Banks = new();

    /// <summary>Weights [bin][pitch class from C] at the tuning index of <see cref="Tuning.Estimate"/>.</summary>
    public static float[] At(int tuning) => Banks.GetOrAdd(tuning, static index => Make(Tuning.Semitones(index)));

    private static float[] Make(double tuning)
    {
        double reference = 27.5 * Math.Pow(2, tuning / 12);
        double[] semitones = [.. Enumerable.Range(0, StftParameters.Bins + 1).Select(k => 12 * Math.Log2(StftParameters.Frequency(Math.Max(k, 1)) / reference))];
        semitones[0] -= 18;
        var bank = new float[StftParameters.Bins * Chroma.Count];
        var weights = new double[Chroma.Count];
        for (int bin = 0; bin < StftParameters.Bins; bin++)
        {
            double width = Math.Max(semitones[bin + 1] - semitones[bin], 1), norm = 0;
            for (int pitch = 0; pitch < Chroma.Count; pitch++)
            {
                double distance = Wrap(semitones[bin] - pitch);
                weights[pitch] = Math.Exp(-0.5 * Math.Pow(2 * distance / width, 2));
                norm += weights[pitch] * weights[pitch];
            }

            double octave = Math.Exp(-0.5 * Math.Pow(((semitones[bin] / 12) - 5) / 2, 2)) / Math.Sqrt(norm);
            for (int pitch = 0; pitch < Chroma.Count; pitch++)
                bank[(bin * Chroma.Count) + ((pitch + Chroma.Count - 3) % Chroma.Count)] = (float)(weights[pitch] * octave);
        }

        return bank;
    }

    // To [-6, 6): floored modulo, as numpy's remainder.
    private static double Wrap(double semitones)
    {
        double shifted = semitones + 6;
        return shifted - (12 * Math.Floor(shifted / 12)) - 6;
    }
}
