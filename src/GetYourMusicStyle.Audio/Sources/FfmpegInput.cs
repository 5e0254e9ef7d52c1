namespace GetYourMusicStyle.Audio.Sources;

/// <summary>How ffmpeg comes to its file: by a path, or, where the file has none that it may see, as its standard input.</summary>
/// <param name="Name">What ffmpeg is to open, once it is there.</param>
/// <param name="OnStandardInput">Whether it is the standard input of this process, which then may not end other processes either.</param>
internal sealed record FfmpegInput(Func<string> Name, bool OnStandardInput)
{
    public static FfmpegInput At(string path) => new(() => "file:" + path, OnStandardInput: false);

    /// <param name="putThere">Puts a file that can be opened by name there.</param>
    public static FfmpegInput StandardInput(Action putThere) => new(
        () =>
        {
            putThere();
            return "file:/proc/self/fd/0";
        },
        OnStandardInput: true);
}
