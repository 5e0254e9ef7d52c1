using GetYourMusicStyle.Audio;
using GetYourMusicStyle.Audio.Sources;

namespace GetYourMusicStyle.Fuzz.Targets;

/// <summary>The header that a decoder program sends ahead of the sound, with the tags.</summary>
internal sealed class AuHeaderTarget : FuzzTarget
{
    public override string Name => "au-header";

    public override int Share => 100;

    public override IReadOnlyList<byte[]> Words => WordsOf("Title=", "Artist=", "Album=", "Genre=", "\n", "\0", ".snd", "\ufeff", "\u202e", "\U0001f3b5");

    public override string Run(byte[] input)
    {
        int at = 0;
        var header = AuHeader.Read(buffer =>
        {
            int count = Math.Min(buffer.Length, input.Length - at);
            input.AsSpan(at, count).CopyTo(buffer);
            at += count;
            return count;
        });
        if (header is null)
            return "none";
        Holds(header.SampleRate >= 0 && header.Channels >= 0, "a rate or a number of channels is below zero");
        Holds(TagText.Fault(header.Tags) is null, TagText.Fault(header.Tags)!);
        return $"{header.SampleRate > 0} {header.Channels > 0} {header.Tags.Title is null} {header.Tags.Artist is null} {header.Tags.Album is null} {header.Tags.Genre is null}";
    }

    public override bool Documents(Exception error) => error is AudioException;
}
