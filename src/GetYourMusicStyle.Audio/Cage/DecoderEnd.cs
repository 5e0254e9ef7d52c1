namespace GetYourMusicStyle.Audio.Cage;

/// <summary>How a process ended.</summary>
/// <param name="Status">As <c>waitpid</c> has it; null if unknown.</param>
internal readonly record struct DecoderEnd(int? Status)
{
    private const int ProcessorTimeSignal = 24;

    /// <summary>The signal that ended it; 0 if none did.</summary>
    public int Signal => Status & 0x7F ?? 0;

    /// <summary>Whether it used more processor time than it had.</summary>
    public bool OutOfTime => Signal == ProcessorTimeSignal;

    /// <inheritdoc/>
    public override string ToString() => Signal != 0 ? $"signal {Signal}" : Status is { } status ? $"exit code {(status >> 8) & 0xFF}" : "it is gone";
}
