using CsCheck;
using GetYourMusicStyle.Recommender.Files;

namespace GetYourMusicStyle.Recommender.Tests.Files;

/// <summary>Entries for playlists: good ones, and what strangers' files may bring.</summary>
internal static class Entries
{
    public static PlaylistEntry Of(
        string path, string? title = null, string? artist = null, string? album = null, double? seconds = null, string? genre = null, string? identifier = null) =>
        new(path, title, artist, album, seconds, genre, identifier);

    public static PlaylistEntry[] Good { get; } =
    [
        Of("Bill Evans/Portrait/02 Autumn Leaves.mp3", "Autumn Leaves", "Bill Evans", "Portrait in Jazz", 329.5, "Jazz Piano", PlaylistEntry.IdentifierOf(new string('a', 64))),
        Of("Björk/Été #1, 100 % <wow> & more?.flac", "Été #1 <wow> & \"more\"", "Björk", null, 61.2),
        Of("#hash first.mp3", seconds: 5),
        Of("AC:DC/10:04.ogg", "10:04"),
    ];

    /// <summary>Any text, half surrogate pairs and control characters among it.</summary>
    public static Gen<string> Text { get; } = Gen.OneOf(Gen.Char, Gen.OneOf('\r', '\n', '\0', '\u001b', '#', ',', '<', '&', '/', '%', '\ud83c', '\udfb5', '\u2028', '\ufffe', ' '))
        .Array[0, 12].Select(characters => new string(characters));

    public static Gen<PlaylistEntry> Any { get; } =
        from path in Text.Where(text => text.Length > 0)
        from title in Text.Null()
        from artist in Text.Null()
        from seconds in Gen.Double.Nullable()
        from identifier in Text.Null()
        select new PlaylistEntry(path, title, artist, title, seconds, artist, identifier);
}
