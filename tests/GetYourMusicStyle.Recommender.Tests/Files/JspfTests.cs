using System.Text.Json;
using CsCheck;
using GetYourMusicStyle.Recommender.Files;

namespace GetYourMusicStyle.Recommender.Tests.Files;

/// <summary>JSPF by the example and the rules of https://xspf.org/jspf.</summary>
public class JspfTests
{
    private const string UriCharacters = @"^([A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})+\z";

    [Fact]
    public void It_is_xspf_as_json()
    {
        using var json = JsonDocument.Parse(Written.Bytes(PlaylistFormat.Jspf, "Evening", Entries.Good, "/music"));
        var playlist = json.RootElement.GetProperty("playlist");
        Assert.Equal("Evening", playlist.GetProperty("title").GetString());
        var tracks = playlist.GetProperty("track").EnumerateArray().ToList();
        Assert.Equal(4, tracks.Count);
        Assert.Equal(["file:///music/Bill%20Evans/Portrait/02%20Autumn%20Leaves.mp3"], tracks[0].GetProperty("location").EnumerateArray().Select(uri => uri.GetString()!));
        Assert.Equal([$"urn:sha256:{new string('a', 64)}"], tracks[0].GetProperty("identifier").EnumerateArray().Select(uri => uri.GetString()!));
        Assert.Equal("Björk", tracks[1].GetProperty("creator").GetString());
        Assert.Equal(329500, tracks[0].GetProperty("duration").GetInt64());
        Assert.Equal("Jazz Piano", tracks[0].GetProperty("meta")[0].GetProperty("https://schema.org/genre").GetString());
        Follows(json.RootElement);
    }

    [Fact]
    public void Whatever_the_names_hold_it_follows_the_rules() => Gen.Select(Entries.Any.Array[0, 8], Entries.Text).Sample((entries, title) =>
    {
        using var json = JsonDocument.Parse(Written.Bytes(PlaylistFormat.Jspf, title, entries));
        Follows(json.RootElement);
        Assert.Equal(entries.Length, json.RootElement.GetProperty("playlist").GetProperty("track").GetArrayLength());
    });

    // The fields of the two levels and their types; nothing else may be there.
    private static void Follows(JsonElement root)
    {
        var playlist = Assert.Single(root.EnumerateObject());
        Assert.Equal("playlist", playlist.Name);
        Check(playlist.Value, playlist: true);
        foreach (var track in playlist.Value.GetProperty("track").EnumerateArray())
            Check(track, playlist: false);
    }

    private static void Check(JsonElement element, bool playlist)
    {
        foreach (var field in element.EnumerateObject())
        {
            switch (field.Name)
            {
                case "title" or "creator" or "annotation":
                case "album" when !playlist:
                    Assert.Equal(JsonValueKind.String, field.Value.ValueKind);
                    break;
                case "location" or "identifier" when !playlist:
                    Assert.All(field.Value.EnumerateArray(), uri => Assert.Matches(UriCharacters, uri.GetString()));
                    break;
                case "duration" or "trackNum" when !playlist:
                    Assert.InRange(field.Value.GetInt64(), 0, long.MaxValue);
                    break;
                case "meta":
                    Assert.All(field.Value.EnumerateArray(), meta => Assert.True(Uri.IsWellFormedUriString(Assert.Single(meta.EnumerateObject()).Name, UriKind.Absolute)));
                    break;
                default:
                    Assert.True(playlist && field.Name == "track", $"JSPF has no {field.Name} there");
                    break;
            }
        }
    }
}
