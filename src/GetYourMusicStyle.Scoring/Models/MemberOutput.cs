using GetYourMusicStyle.Scoring.Manifests;

namespace GetYourMusicStyle.Scoring.Models;

/// <summary>
/// From a member's outputs to probabilities of the genres: each row becomes probabilities of the member's labels, those of a window's rows are
/// averaged, labels of one genre are added up, and what the genres have is scaled to sum 1. One a thread.
/// </summary>
internal sealed class MemberOutput(MemberEntry entry, IReadOnlyList<string> genres)
{
    private readonly int[] _genreOf = [.. (entry.Labels ?? genres).Select(label => GenreOf(entry, genres, label))];     // -1: does not count
    private readonly double[] _labels = new double[(entry.Labels ?? genres).Count], _probabilities = new double[genres.Count];

    /// <summary>Takes one row.</summary>
    public void Add(ReadOnlySpan<float> row)
    {
        double top = double.NegativeInfinity, total = 0;
        foreach (float value in row)
            top = Math.Max(top, value);
        if (entry.Output == OutputKind.Softmax)
        {
            foreach (float logit in row)
                total += Math.Exp((logit - top) / entry.Temperature);
        }
        for (int i = 0; i < row.Length; i++)
        {
            _labels[i] += entry.Output switch
            {
                OutputKind.Softmax => Math.Exp((row[i] - top) / entry.Temperature) / total,
                OutputKind.Sigmoid => 1 / (1 + Math.Exp(-row[i] / entry.Temperature)),
                _ => Math.Max(0, row[i]),
            };
        }
    }

    /// <summary>The genres' probabilities over the rows taken, valid until the next call; the next row belongs to another window.</summary>
    public ReadOnlySpan<double> Read()
    {
        Array.Clear(_probabilities);
        double total = 0;
        for (int i = 0; i < _labels.Length; i++)
        {
            if (_genreOf[i] < 0)
                continue;
            _probabilities[_genreOf[i]] += _labels[i];
            total += _labels[i];
        }
        Array.Clear(_labels);
        foreach (ref double p in _probabilities.AsSpan())
            p = total > 0 ? p / total : 1.0 / _probabilities.Length;     // none of the genres is heard at all: all alike
        return _probabilities;
    }

    private static int GenreOf(MemberEntry entry, IReadOnlyList<string> genres, string label)
    {
        string? genre = entry.Map is null ? label : entry.Map.GetValueOrDefault(label);
        return genres.TakeWhile(name => name != genre).Count() is var index && index < genres.Count ? index : -1;
    }
}
