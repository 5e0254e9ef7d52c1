using System.Text.Json;

namespace GetYourMusicStyle.Cli.Subsonic;

/// <summary>A song as a Subsonic server tells of it. Some servers make the path up from the tags.</summary>
internal sealed record SubsonicSong(string Id, string? Title, string? Artist, string? Album, double? DurationSeconds, string? Path)
{
    public static SubsonicSong? Of(JsonElement song) => song.Text("id") is { } id
        ? new(id, song.Text("title"), song.Text("artist"), song.Text("album"), song.Number("duration"), song.Text("path"))
        : null;
}
