using System.Numerics;
using GetYourMusicStyle.Features.Simd;
using GetYourMusicStyle.Features.Stft;

namespace GetYourMusicStyle.Features.Spectral;

/// <summary>
/// Deviation from A 440 in fractions of a semitone (<c>librosa.estimate_tuning</c> on the power spectrogram): spectral peaks between 150 and
/// 4000 Hz, refined by parabolic interpolation, those at least as strong as the median peak vote for one of 100 deviations.
/// </summary>
internal sealed unsafe class Tuning
{
    private const int Votes = 100;
    private const float Threshold = 0.1f;
    private static readonly int FirstBin = (int)Math.Ceiling(150.0 * StftParameters.Size / StftParameters.SampleRate);
    private static readonly int LastBin = (int)Math.Ceiling(4000.0 * StftParameters.Size / StftParameters.SampleRate) - 1;

    private float[] _pitches = new float[4096], _strengths = new float[4096], _ranked = [];
    private int _peaks;

    /// <summary>Forgets all peaks.</summary>
    public void Clear() => _peaks = 0;

    /// <summary>Takes one step: 1025 rows of power, and the largest power of each frame.</summary>
    public void Add<T>(T* power, T maximum, FrameGrid grid, int step)
        where T : unmanaged, ILanes<T>
    {
        uint valid = grid.ValidLanes(step);
        T threshold = maximum * T.Broadcast(Threshold);
        for (int bin = FirstBin; bin <= LastBin; bin++)
        {
            T centre = power[bin];
            uint peaks = T.GreaterThan(centre, threshold) & T.GreaterThan(centre, power[bin - 1]) & ~T.GreaterThan(power[bin + 1], centre) & valid;
            for (; peaks != 0; peaks &= peaks - 1)
            {
                float* at = (float*)(power + bin) + BitOperations.TrailingZeroCount(peaks);
                AddPeak(bin, at[-T.Count], at[0], at[T.Count]);
            }
        }
    }

    /// <summary>The deviation as an index into 100 steps of 0.01 from -0.5 semitones.</summary>
    public int Estimate()
    {
        if (_peaks == 0) return Votes / 2;
        float median = Median();
        Span<int> votes = stackalloc int[Votes];
        votes.Clear();
        for (int i = 0; i < _peaks; i++)
            if (_strengths[i] >= median) votes[Vote(_pitches[i])]++;
        int best = 0;
        for (int i = 1; i < Votes; i++)
            if (votes[i] > votes[best]) best = i;
        return best;
    }

    /// <summary>Semitones of an index that <see cref="Estimate"/> gives.</summary>
    public static double Semitones(int index) => (index - (Votes / 2)) / (double)Votes;

    private static int Vote(float pitch)
    {
        double residual = 12 * Math.Log2(pitch / 27.5);
        residual -= Math.Floor(residual);
        if (residual >= 0.5) residual -= 1;
        int vote = Math.Clamp((int)((residual + 0.5) * Votes), 0, Votes - 1);
        if (residual < Semitones(vote)) vote--;
        else if (vote < Votes - 1 && residual >= Semitones(vote + 1)) vote++;
        return vote;
    }

    private void AddPeak(int bin, float before, float centre, float after)
    {
        if (_peaks == _pitches.Length)
        {
            Array.Resize(ref _pitches, 2 * _peaks);
            Array.Resize(ref _strengths, 2 * _peaks);
        }

        float curve = after + before - (2 * centre), slope = (after - before) / 2;
        float shift = Math.Abs(slope) >= Math.Abs(curve) ? 0 : -slope / curve;
        _pitches[_peaks] = (bin + shift) * StftParameters.SampleRate / StftParameters.Size;
        _strengths[_peaks++] = centre + (0.5f * slope * shift);
    }

    private float Median()
    {
        if (_ranked.Length < _peaks) _ranked = new float[_strengths.Length];
        Span<float> ranked = _ranked.AsSpan(0, _peaks);
        _strengths.AsSpan(0, _peaks).CopyTo(ranked);
        ranked.Sort();
        return _peaks % 2 == 1 ? ranked[_peaks / 2] : (ranked[(_peaks / 2) - 1] + ranked[_peaks / 2]) / 2;
    }
}
