namespace GetYourMusicStyle.Cli.Neighbours;

/// <summary>A mean over tracks with its 95 % interval and standard error: whole groups are drawn again with replacement.</summary>
internal readonly record struct BootstrapInterval(double Mean, double Low, double High, double StandardError)
{
    private const int Draws = 1000;

    /// <summary>The interval of the values of some tracks.</summary>
    public static BootstrapInterval Of(IReadOnlyList<(string Group, double Value)> values)
    {
        var groups = values.GroupBy(value => value.Group, StringComparer.Ordinal).Select(group => (Sum: group.Sum(value => value.Value), Count: group.Count())).ToArray();
        if (groups.Length == 0)
            return default;
        var random = new Random(1);
        double[] means = new double[Draws];
        for (int draw = 0; draw < Draws; draw++)
        {
            double sum = 0, count = 0;
            for (int i = 0; i < groups.Length; i++)
            {
                var group = groups[random.Next(groups.Length)];
                sum += group.Sum;
                count += group.Count;
            }
            means[draw] = sum / count;
        }
        Array.Sort(means);
        double centre = means.Average();
        return new BootstrapInterval(
            values.Average(value => value.Value), means[(int)(0.025 * Draws)], means[(int)(0.975 * Draws) - 1], Math.Sqrt(means.Average(mean => (mean - centre) * (mean - centre))));
    }
}
