namespace GetYourMusicStyle.Messaging;

/// <summary>Where the bus puts aside, for people to read, what cannot be handled; kept short by <see cref="PutAsideTrimmer"/>.</summary>
/// <param name="Names">The queues; some may not be there.</param>
public sealed record PutAsideQueues(IReadOnlyList<string> Names);
