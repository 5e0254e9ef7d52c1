using GetYourMusicStyle.Features.Simd;
using GetYourMusicStyle.Features.Stft;

namespace GetYourMusicStyle.Features.Hpss;

/// <summary>
/// Median of the magnitudes over 31 frames at the same bin, mirrored at both ends of the window: the harmonic half of
/// <c>librosa.decompose.hpss</c>. Neighbouring frames are neighbouring steps; past the seams they come from the next lane.
/// </summary>
internal sealed unsafe class HarmonicMedian<T>
    where T : unmanaged, ILanes<T>
{
    private const int Reach = SlidingMedian<T>.Reach;
    private readonly SlidingMedian<T> _median = new();
    private readonly LaneBuffer _result = new(), _row = new();

    /// <summary>1025 rows of a step.</summary>
    public T* Step(int step) => (T*)_result.Pointer + (step * (long)StftParameters.Bins);

    /// <summary>Computes the medians of all frames and bins.</summary>
    public void Run(Spectrum<T> spectrum)
    {
        FrameGrid grid = spectrum.Grid;
        MirrorPastEnd(spectrum);
        T* result = (T*)_result.Reserve(grid.Steps * StftParameters.Bins * T.Count);
        T* row = (T*)_row.Reserve((grid.Steps + (2 * Reach) + SlidingMedian<T>.Slack) * T.Count) + Reach;
        T* magnitude = spectrum.Magnitude(0);
        for (int bin = 0; bin < StftParameters.Bins; bin++)
        {
            for (int step = 0; step < grid.Steps; step++)
                row[step] = magnitude[(step * (long)Spectrum<T>.Rows) + bin];
            for (int i = 1; i <= Reach; i++)
                row[-i] = T.ShiftUp(row[grid.Steps - i], At(spectrum, i - 1, bin));
            for (int i = 0; i < Reach; i++)
                row[grid.Steps + i] = T.ShiftDown(row[i], At(spectrum, (T.Count * grid.Steps) + i, bin));
            _median.Run(row - Reach, grid.Steps, result + bin, StftParameters.Bins);
        }
    }

    // Frames past the end within reach of the last one take its mirror image, so that the lanes they occupy read right.
    private static void MirrorPastEnd(Spectrum<T> spectrum)
    {
        FrameGrid grid = spectrum.Grid;
        for (int frame = grid.Count; frame < Math.Min(grid.Count + Reach, grid.Steps * T.Count); frame++)
        {
            (int step, int lane) = grid.Locate(frame);
            (int mirrorStep, int mirrorLane) = grid.Locate((2 * grid.Count) - 1 - frame);
            float* to = (float*)spectrum.Magnitude(step) + lane, from = (float*)spectrum.Magnitude(mirrorStep) + mirrorLane;
            for (int bin = 0; bin < StftParameters.Bins; bin++)
                to[bin * T.Count] = from[bin * T.Count];
        }
    }

    // Frames before the first and past the last lane's stretch; mirrored, and where that is out of reach, never used.
    private static float At(Spectrum<T> spectrum, int frame, int bin)
    {
        int count = spectrum.Grid.Count;
        return spectrum.Magnitude(Math.Clamp(frame < count ? frame : (2 * count) - 1 - frame, 0, count - 1), bin);
    }
}
