namespace GetYourMusicStyle.Cli.Tagging;

/// <summary>A file's tags cannot be read or written; the message says why, in a line.</summary>
internal sealed class TagException(string message) : Exception(message);
