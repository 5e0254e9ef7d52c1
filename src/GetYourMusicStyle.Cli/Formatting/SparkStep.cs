namespace GetYourMusicStyle.Cli.Formatting;

/// <summary>One step of a sparkline: its bar, and the likeliest genre there (-1 where it is silent).</summary>
internal readonly record struct SparkStep(char Bar, int Genre);
