namespace GetYourMusicStyle.Cli.Playlists;

/// <summary>A track that words may mean.</summary>
internal sealed record SearchMatch(long Id, string? Title, string? Artist, string FileName)
{
    public override string ToString() => $"{Id}  {(Title is null ? FileName : string.Join(" - ", new[] { Artist, Title }.OfType<string>()) + $" ({FileName})")}";
}
