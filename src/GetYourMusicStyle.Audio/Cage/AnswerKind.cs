namespace GetYourMusicStyle.Audio.Cage;

/// <summary>What a decoder says; each is followed by the length of what belongs to it, four bytes, and that.</summary>
internal enum AnswerKind : byte
{
    /// <summary>It is ready: <see cref="Restrictions"/>, four bytes.</summary>
    Ready = 1,

    /// <summary>It could not be made ready: why, in UTF-8.</summary>
    Refused,

    /// <summary>The file is open: <see cref="OpenedFile"/>.</summary>
    Opened,

    /// <summary>Interleaved float32.</summary>
    Samples,

    /// <summary>It asks for a copy of the file that a program can open by name.</summary>
    CopyWanted,

    /// <summary>The end of the file: four bytes of <see cref="AudioFault"/>, -1 for none, and what is wrong in UTF-8.</summary>
    End,
}
