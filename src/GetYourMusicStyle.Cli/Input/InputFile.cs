namespace GetYourMusicStyle.Cli.Input;

/// <summary>A file to work on: its path as the user would write it, and its length in bytes.</summary>
internal sealed record InputFile(string Path, long Bytes)
{
    public string FullPath { get; } = System.IO.Path.GetFullPath(Path);
}
