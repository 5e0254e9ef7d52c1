namespace GetYourMusicStyle.Plotting;

/// <summary>The font that pictures are labelled with is not installed; the message is one line that says what to install.</summary>
public sealed class FontMissingException(string message) : Exception(message);
