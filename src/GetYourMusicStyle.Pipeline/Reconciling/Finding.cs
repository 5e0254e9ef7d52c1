namespace GetYourMusicStyle.Pipeline.Reconciling;

/// <summary>Something that catalog, store and queues do not agree about.</summary>
/// <param name="Kind">Stable name, such as <c>audio-missing</c>.</param>
/// <param name="Subject">What it is about: <c>track 12</c>, <c>job 0199…</c>, or the key of an object.</param>
/// <param name="Message">What it is, in a line for people.</param>
/// <param name="Fault">Whether it should not be; if not, it is only told: what is kept for a while, or waits for people.</param>
public sealed record Finding(string Kind, string Subject, string Message, bool Fault = true);
