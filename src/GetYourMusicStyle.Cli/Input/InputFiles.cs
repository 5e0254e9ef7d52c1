namespace GetYourMusicStyle.Cli.Input;

/// <summary>The files found, in order, and the folders that could not be searched, with the reason.</summary>
internal sealed record InputFiles(IReadOnlyList<InputFile> Files, IReadOnlyList<(string Path, string Reason)> Failures);
