namespace GetYourMusicStyle.Pipeline;

/// <summary>The windows of a track and their features.</summary>
public sealed class WindowTable;
