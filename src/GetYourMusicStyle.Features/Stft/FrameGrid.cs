namespace GetYourMusicStyle.Features.Stft;

/// <summary>
/// How the frames of one window are laid over lanes. The signal is cut into as many consecutive stretches as there
/// are lanes; lane l walks through its stretch, so at step s it holds frame <c>l * Steps + s</c>. All per-frame work
/// then needs no shuffles, neighbouring frames are neighbouring steps, and only the seams between stretches need care.
/// </summary>
/// <param name="Samples">Samples of the window.</param>
/// <param name="Count">Frames of the window.</param>
/// <param name="Lanes">Lanes of a vector.</param>
internal readonly record struct FrameGrid(int Samples, int Count, int Lanes)
{
    /// <summary>Steps that cover all frames; some lanes of the last steps may lie past the end.</summary>
    public int Steps { get; } = (Count + Lanes - 1) / Lanes;

    /// <summary>Step and lane of a frame.</summary>
    public (int Step, int Lane) Locate(int frame) => (frame % Steps, frame / Steps);

    /// <summary>The frame at a step and lane; may be past <see cref="Count"/>.</summary>
    public int FrameAt(int step, int lane) => (lane * Steps) + step;

    /// <summary>Index in a buffer of [step][row][lane] with <paramref name="rows"/> rows a step.</summary>
    public int Index(int frame, int row, int rows) => ((((frame % Steps) * rows) + row) * Lanes) + (frame / Steps);

    /// <summary>Bit l set when lane l of a step holds a frame of the window.</summary>
    public uint ValidLanes(int step)
    {
        uint bits = 0;
        for (int lane = 0; lane < Lanes; lane++)
            if (FrameAt(step, lane) < Count) bits |= 1u << lane;
        return bits;
    }
}
