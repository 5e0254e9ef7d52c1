namespace GetYourMusicStyle.Pipeline;

/// <summary>Log spectrograms as bytes.</summary>
public static class SpectrogramCodec;
