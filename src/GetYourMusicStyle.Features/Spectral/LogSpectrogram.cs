using System.Numerics.Tensors;
using GetYourMusicStyle.Features.Simd;
using GetYourMusicStyle.Features.Stft;

namespace GetYourMusicStyle.Features.Spectral;

/// <summary>
/// The 100x100 log spectrogram of a window: exactly the pixels of <c>librosa.display.specshow(amplitude_to_db(|STFT|), y_axis="log")</c> drawn without
/// margins. Rows lie on matplotlib's symlog axis (linear up to C2, logarithmic above), row 0 the highest frequency; columns are evenly spaced frames.
/// </summary>
internal static unsafe class LogSpectrogram
{
    public const int Size = 100;

    /// <summary>The STFT bin of each row.</summary>
    internal static readonly int[] BinOfRow = [.. Enumerable.Range(0, Size).Select(MakeBin)];

    /// <summary>Fills [row][column] with dB relative to the window's maximum, 0 down to -80.</summary>
    public static void Fill<T>(Spectrum<T> spectrum, float maximum, Span<float> pixels)
        where T : unmanaged, ILanes<T>
    {
        FrameGrid grid = spectrum.Grid;
        for (int column = 0; column < Size; column++)
        {
            int frame = Math.Clamp((int)((column + 0.5) / Size * grid.Count), 0, grid.Count - 1);
            (int step, int lane) = grid.Locate(frame);
            float* magnitude = (float*)spectrum.Magnitude(step) + lane;
            for (int row = 0; row < Size; row++)
                pixels[(row * Size) + column] = magnitude[BinOfRow[row] * T.Count];
        }

        fixed (float* values = pixels)
        {
            int n = 0, count = Size * Size;
            for (; n + T.Count <= count; n += T.Count)
                *(T*)(values + n) = Decibels.OfAmplitude(*(T*)(values + n));
            for (; n < count; n++)
                *(Lanes1*)(values + n) = Decibels.OfAmplitude(*(Lanes1*)(values + n));
        }

        Lanes1 loudest = Decibels.OfAmplitude(Lanes1.Broadcast(maximum));
        TensorPrimitives.Subtract(pixels, *(float*)&loudest, pixels);
        TensorPrimitives.Max(pixels, -Decibels.Range, pixels);
    }

    private static int MakeBin(int row)
    {
        double linear = 440 * Math.Pow(2, -33.0 / 12), half = 0.5 * StftParameters.SampleRate / StftParameters.Size;
        double low = -half / linear, high = 1 + Math.Log2(((StftParameters.SampleRate / 2.0) + half) / linear);
        double u = low + ((Size - 1 - row + 0.5) / Size * (high - low));
        double frequency = u <= 1 ? u * linear : linear * Math.Pow(2, u - 1);
        return Math.Clamp((int)Math.Floor((frequency * StftParameters.Size / StftParameters.SampleRate) + 0.5), 0, StftParameters.Bins - 1);
    }
}
