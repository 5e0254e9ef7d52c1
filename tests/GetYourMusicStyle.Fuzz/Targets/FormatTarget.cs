using GetYourMusicStyle.Audio;
using GetYourMusicStyle.Audio.Files;
using GetYourMusicStyle.Audio.Formats;
using GetYourMusicStyle.Audio.Tags;

namespace GetYourMusicStyle.Fuzz.Targets;

/// <summary>Which format a file is, and whether its header tells the whole length; every length reader looks at every file.</summary>
internal sealed class FormatTarget : FuzzTarget
{
    public override string Name => "format";

    public override int Share => 250;

    public override IReadOnlyList<byte[]> Words =>
        [.. WordsOf("ID3", "fLaC", "OggS", "OpusHead", "RIFF", "WAVE", "Xing", "Info", "TAG", "APETAGEX", "LYRICS", "ftyp", "ustar", ".snd", "FORM", "AIFF"),
            [0xFF, 0xFB, 0x90, 0x64], [0xFF, 0xF8, 0xC9, 0x18], [0xFF, 0xF1, 0x50, 0x80], [0x0B, 0x77], [0x47, 0, 0, 0x10], [0x1A, 0x45, 0xDF, 0xA3]];

    public override string Run(byte[] input)
    {
        using var file = AudioFile.Open(Scratch.Write("file", input));
        var format = AudioFormat.Recognise(file, out long start);
        Holds(start >= 0, "the audio starts before the file");
        bool[] whole = [FlacLength.Holds(file, start), Mp3Length.Holds(file, start), OggLength.Holds(file, start), TrailingTags.In(file)];
        return $"{format?.Name} {string.Join(' ', whole)} {start > 0}";
    }

    public override bool Documents(Exception error) => error is AudioException { Fault: AudioFault.Empty };
}
