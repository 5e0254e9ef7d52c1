namespace GetYourMusicStyle.Scoring.Models;

/// <summary>An output of a network that is read: float32 [N, <paramref name="Width"/>].</summary>
/// <param name="Name">What the network calls it.</param>
/// <param name="Value">What a value stands for, for messages: <c>genre</c>.</param>
internal sealed record ModelOutput(string Name, int Width, string Value);
