namespace GetYourMusicStyle.Features;

/// <summary>The wider view that the trees and the dense network take of a window, the same in training and in scoring.</summary>
public static class FeatureContext
{
    private const int MostOnStack = 256;

    /// <summary>
    /// Mean features around window <paramref name="index"/>: over the non-silent windows whose centre is less than half of
    /// <paramref name="contextSeconds"/> from its own, weighted by their length. Zeros if there is none.
    /// </summary>
    /// <param name="windows">The windows of one track, in order.</param>
    /// <param name="features">Their features, a row a window.</param>
    /// <param name="index">The window.</param>
    /// <param name="contextSeconds">Length of the context in seconds.</param>
    /// <param name="destination">Receives the means of the first so many numbers of a row.</param>
    public static void Mean(
        ReadOnlySpan<WindowSpan> windows, ReadOnlySpan<float> features, int index, double contextSeconds, Span<float> destination)
    {
        int width = features.Length / windows.Length;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(destination.Length, width);
        Span<double> sums = destination.Length <= MostOnStack ? stackalloc double[destination.Length] : new double[destination.Length];
        sums.Clear();
        double centre = windows[index].Centre, weight = 0;
        int first = index, last = index;
        while (first > 0 && centre - windows[first - 1].Centre < contextSeconds / 2) first--;
        while (last < windows.Length - 1 && windows[last + 1].Centre - centre < contextSeconds / 2) last++;
        for (int i = first; i <= last; i++)
        {
            if (windows[i].Silent) continue;
            double length = windows[i].Length;
            weight += length;
            ReadOnlySpan<float> row = features.Slice(i * width, destination.Length);
            for (int f = 0; f < row.Length; f++)
                sums[f] += length * row[f];
        }

        for (int f = 0; f < destination.Length; f++)
            destination[f] = weight > 0 ? (float)(sums[f] / weight) : 0;
    }
}
