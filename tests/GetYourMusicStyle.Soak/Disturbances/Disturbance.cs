namespace GetYourMusicStyle.Soak.Disturbances;

/// <summary>Something that goes wrong for a while.</summary>
/// <param name="Victim">What it is done to; a victim suffers one disturbance at a time.</param>
/// <param name="Kind">What is done.</param>
/// <param name="Longest">The longest that it lasts.</param>
internal sealed record Disturbance(string Victim, string Kind, TimeSpan Longest, Func<Task> Begin, Func<Task> End);
