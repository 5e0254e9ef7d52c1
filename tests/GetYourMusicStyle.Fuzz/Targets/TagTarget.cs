using GetYourMusicStyle.Audio.Tags;

namespace GetYourMusicStyle.Fuzz.Targets;

/// <summary>A text of a file's tags, made harmless.</summary>
internal sealed class TagTarget : FuzzTarget
{
    public override string Name => "tag";

    public override int Share => 100;

    public override IReadOnlyList<byte[]> Words =>
        [.. WordsOf("\0", "\u0085", "\u2028", "\u202e", "\ufeff", "\uffff", "\U0001f3b5", " ", "\u3000", "e\u0301"), [0xC3], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80]];

    public override string Run(byte[] input)
    {
        string? text = TrackTags.Clean(input);
        Holds(TagText.Fault(text) is null, TagText.Fault(text)!);
        return $"{text is null} {text?.Length / 100} {text?.Any(char.IsSurrogate)}";
    }

    public override bool Documents(Exception error) => false;
}
