using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace GetYourMusicStyle.Features.Tests;

/// <summary>Gathers the worst error of each stage, as a share of its tolerance, and writes them as a table when the tests are done.</summary>
public sealed class GoldenTable : IDisposable
{
    private readonly ConcurrentDictionary<(string Stage, string Width), (double Share, string Where)> _worst = new();

    /// <summary>Records one comparison and fails when it is out of tolerance.</summary>
    public void Check(string stage, VectorWidth width, string where, double actual, double expected, double tolerance)
    {
        double share = Math.Abs(actual - expected) / tolerance;
        if (share <= 1)
        {
            _worst.AddOrUpdate((stage, width.ToString()), (share, where), (_, old) => share > old.Share ? (share, where) : old);
            return;
        }

        Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"{stage}, {where}: {actual} is not {expected} within {tolerance:g3}"));
    }

    /// <summary>Writes golden-comparison.md beside the test assembly.</summary>
    public void Dispose()
    {
        var text = new StringBuilder("| stage | width | worst error / tolerance | where |\n|---|---|---|---|\n");
        foreach (var ((stage, width), (share, where)) in _worst.OrderBy(w => w.Key.Stage, StringComparer.Ordinal).ThenBy(w => w.Key.Width, StringComparer.Ordinal))
            text.Append(CultureInfo.InvariantCulture, $"| {stage} | {width} | {share:0.0000} | {where} |\n");
        File.WriteAllText(Path.Combine(AppContext.BaseDirectory, "golden-comparison.md"), text.ToString());
    }
}
