namespace GetYourMusicStyle.Audio.Cage;

/// <summary>What a decoder is to do with a file; each request is this byte and the open file.</summary>
internal enum DecodeKind : byte
{
    /// <summary>Mono at 22 050 Hz.</summary>
    Mono = 1,

    /// <summary>Samples as they are in the file.</summary>
    AsItIs,

    /// <summary>Its tags alone.</summary>
    Tags,

    /// <summary>The copy that the decoder asked for.</summary>
    Copy,
}
