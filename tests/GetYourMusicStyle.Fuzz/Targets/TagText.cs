using System.Text;
using GetYourMusicStyle.Audio.Tags;

namespace GetYourMusicStyle.Fuzz.Targets;

/// <summary>What a text of a file must be to be stored and shown.</summary>
internal static class TagText
{
    /// <summary>The fault of any of the texts; null if there is none.</summary>
    public static string? Fault(TrackTags tags) =>
        new[] { tags.Title, tags.Artist, tags.Album, tags.Genre }.Select(Fault).FirstOrDefault(fault => fault is not null);

    /// <summary>What is wrong with a text; null if nothing.</summary>
    public static string? Fault(string? text) => text switch
    {
        null => null,
        "" => "a text is empty",
        { Length: > TrackTags.LongestText } => $"a text has {text.Length} characters",
        _ when text.Trim() != text => "a text begins or ends with space",
        _ when text.EnumerateRunes().Any(Rune.IsControl) => "a text has control characters",
        _ when Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) != text => "a text is no valid Unicode",
        _ => null,
    };
}
