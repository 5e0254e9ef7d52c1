namespace GetYourMusicStyle.Fuzz.Targets;

/// <summary>An input has shown a fault; the message says which.</summary>
internal sealed class FindException(string message) : Exception(message);
