namespace GetYourMusicStyle.Scoring;

/// <summary>
/// From a member's outputs to probabilities of the genres: each row becomes probabilities of the member's labels, those of a window's rows are
/// averaged, labels of one genre are added up, and what the genres have is scaled to sum 1. One a thread.
/// </summary>
internal sealed class MemberOutput(MemberEntry entry, IReadOnlyList<string> genres)
{
    public const string Softmax = "softmax";
    public const string Sigmoid = "sigmoid";
    public const string None = "none";

    private readonly int[] _genreOf = [.. (entry.Labels ?? genres).Select(label => GenreOf(entry, genres, label))];     // -1: does not count
    private readonly double[] _labels = new double[(entry.Labels ?? genres).Count], _probabilities = new double[genres.Count];

    /// <summary>What is wrong with what the manifest says of a member's output, or null.</summary>
    public static string? Fault(MemberEntry entry, IReadOnlyList<string> genres)
    {
        var labels = entry.Labels ?? genres;
        if (entry.Output is not (Softmax or Sigmoid or None))
            return $"output '{entry.Output}' is not known; known: {Softmax}, {Sigmoid}, {None}";
        if (entry is { Output: None, Temperature: not 1 })
            return $"temperature must be 1 where output is {None}";
        if (labels.Count < 2 || labels.Any(string.IsNullOrWhiteSpace) || labels.Distinct(StringComparer.Ordinal).Count() < labels.Count)
            return "labels must be two or more different names";
        if (entry.Map?.Keys.FirstOrDefault(label => !labels.Contains(label)) is { } stranger)
            return $"map names '{stranger}', which is no label";
        if (entry.Map?.Values.FirstOrDefault(genre => !genres.Contains(genre)) is { } other)
            return $"map names '{other}', which is no genre";
        if (entry.Map is { Count: 0 })
            return "map must name at least one label";
        if (entry.Map is null && labels.FirstOrDefault(label => !genres.Contains(label)) is { } unmapped)
            return $"label '{unmapped}' is no genre, and there is no map";
        return null;
    }

    /// <summary>Takes one row.</summary>
    public void Add(ReadOnlySpan<float> row)
    {
        double top = double.NegativeInfinity, total = 0;
        foreach (float value in row)
            top = Math.Max(top, value);
        if (entry.Output == Softmax)
        {
            foreach (float logit in row)
                total += Math.Exp((logit - top) / entry.Temperature);
        }
        for (int i = 0; i < row.Length; i++)
        {
            _labels[i] += entry.Output switch
            {
                Softmax => Math.Exp((row[i] - top) / entry.Temperature) / total,
                Sigmoid => 1 / (1 + Math.Exp(-row[i] / entry.Temperature)),
                _ => Math.Max(0, row[i]),
            };
        }
    }

    /// <summary>The genres' probabilities over the rows taken, valid until the next call; the next row belongs to another window.</summary>
    public ReadOnlySpan<double> Take()
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
