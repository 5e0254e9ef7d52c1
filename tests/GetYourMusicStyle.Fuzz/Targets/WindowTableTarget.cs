using GetYourMusicStyle.Analysis.Formats;
using GetYourMusicStyle.Features;

namespace GetYourMusicStyle.Fuzz.Targets;

/// <summary>The table of a track's windows as it comes back from a store.</summary>
internal sealed class WindowTableTarget : FuzzTarget
{
    public override string Name => "window-table";

    public override int Share => 100;

    public override IReadOnlyList<byte[]> Words => [.. WordsOf("GYMW"), BitConverter.GetBytes(double.NaN), BitConverter.GetBytes(double.PositiveInfinity), BitConverter.GetBytes(1e300), BitConverter.GetBytes(6.0)];

    public override IEnumerable<byte[]> Seeds => [Table(1), Table(3), Table(40)];

    public override string Run(byte[] input)
    {
        var table = WindowTableFormat.Decode(input);
        double earliest = 0;
        foreach (var window in table.Windows)
        {
            Holds(window.StartSeconds >= earliest && window.EndSeconds > window.StartSeconds && window.EndSeconds <= table.DurationSeconds, "windows make no sense");
            earliest = window.StartSeconds;
        }
        Holds(WindowTableFormat.Encode(table).AsSpan().SequenceEqual(input), "it is not written as it was read");
        return $"{table.Windows.Count} {table.Windows.Any(window => window.Silent)}";
    }

    public override bool Documents(Exception error) => error is InvalidDataException;

    private static byte[] Table(int windows)
    {
        var table = new WindowTable { DurationSeconds = (6 * windows) + 1 };
        float[] features = new float[FeatureNames.Count];
        for (int window = 0; window < windows; window++)
        {
            Array.Fill(features, window);
            table.Add(new(6 * window, 6 * (window + 1), window % 4 == 1), features);
        }
        return WindowTableFormat.Encode(table);
    }
}
