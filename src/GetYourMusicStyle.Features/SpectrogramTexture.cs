namespace GetYourMusicStyle.Features;

/// <summary>
/// How a log spectrogram moves in time, as numbers that say little of timbre: how much each frequency band varies and changes, and
/// the periodicity of its onsets (the autocorrelation of spectral flux: Scheirer 1998, Tzanetakis and Cook 2002). Beside the 25
/// features they tell rhythm and articulation, which means over a window cannot.
/// </summary>
public static class SpectrogramTexture
{
    /// <summary>Frequency bands of five rows each, from the highest down.</summary>
    public const int Bands = 20;

    /// <summary>Registers, from the highest down, whose onsets are compared with themselves.</summary>
    public const int Registers = 3;

    /// <summary>Delays of the autocorrelation, 2 to 33 columns: 0.12 to 1.98 s of a window of 6 s.</summary>
    public const int Lags = 32;

    /// <summary>Number of values: variation and change of every band, periodicity of every register.</summary>
    public const int Count = (2 * Bands) + (Registers * Lags);

    private const int Side = WindowAnalyzer.SpectrogramSize;
    private const int FirstLag = 2;

    /// <summary>The names, in order.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Enumerable.Range(0, Bands).Select(band => $"variation_{band}"),
        .. Enumerable.Range(0, Bands).Select(band => $"change_{band}"),
        .. from register in Enumerable.Range(0, Registers) from lag in Enumerable.Range(FirstLag, Lags) select $"periodicity_{register}_{lag}",
    ];

    /// <summary>Computes the values of one window.</summary>
    /// <param name="logSpectrogram">100x100 dB values from 0 to -80, row 0 the highest frequency.</param>
    /// <param name="destination">
    /// Receives <see cref="Count"/> values: the mean over a band's rows of the standard deviation in time, and of the mean absolute
    /// difference of neighbouring columns, both in units of the range (80 dB); then, a register at a time, the autocorrelation of the mean rise of its
    /// rows, -1 to 1, 0 where nothing rises.
    /// </param>
    public static void Compute(ReadOnlySpan<float> logSpectrogram, Span<float> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(logSpectrogram.Length, Side * Side);
        ArgumentOutOfRangeException.ThrowIfNotEqual(destination.Length, Count);
        destination.Clear();
        Span<double> flux = stackalloc double[Registers * (Side - 1)];
        flux.Clear();
        for (int row = 0; row < Side; row++)
        {
            var values = logSpectrogram.Slice(row * Side, Side);
            int register = row * Registers / Side;
            var (variation, change) = Movement(values, flux.Slice(register * (Side - 1), Side - 1));
            int band = row * Bands / Side;
            destination[band] += (float)(variation * Bands / Side);
            destination[Bands + band] += (float)(change * Bands / Side);
        }
        for (int register = 0; register < Registers; register++)
            Periodicity(flux.Slice(register * (Side - 1), Side - 1), destination.Slice((2 * Bands) + (register * Lags), Lags));
    }

    /// <summary>Standard deviation and mean absolute change of a row; its rises are added to <paramref name="flux"/>.</summary>
    private static (double Variation, double Change) Movement(ReadOnlySpan<float> row, Span<double> flux)
    {
        double sum = 0, squares = 0, change = 0;
        for (int i = 0; i < row.Length; i++)
        {
            double value = row[i] / SpectrogramScale.RangeDb;
            sum += value;
            squares += value * value;
            if (i == 0)
                continue;
            double rise = (row[i] - row[i - 1]) / SpectrogramScale.RangeDb;
            change += Math.Abs(rise);
            flux[i - 1] += Math.Max(0, rise);
        }
        double mean = sum / row.Length;
        return (Math.Sqrt(Math.Max(0, (squares / row.Length) - (mean * mean))), change / (row.Length - 1));
    }

    private static void Periodicity(Span<double> flux, Span<float> destination)
    {
        double mean = 0, variance = 0;
        foreach (double value in flux)
            mean += value / flux.Length;
        for (int i = 0; i < flux.Length; i++)
        {
            flux[i] -= mean;
            variance += flux[i] * flux[i] / flux.Length;
        }
        for (int l = 0; l < destination.Length && variance > 1e-9; l++)
        {
            int lag = FirstLag + l;
            double product = 0;
            for (int i = lag; i < flux.Length; i++)
                product += flux[i] * flux[i - lag];
            destination[l] = (float)(product / (flux.Length - lag) / variance);
        }
    }
}
