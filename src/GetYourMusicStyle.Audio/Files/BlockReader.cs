namespace GetYourMusicStyle.Audio.Files;

/// <summary>Reads a file in one direction, a block at a time, which stays in memory.</summary>
internal sealed class BlockReader(AudioFile file)
{
    private readonly byte[] _block = new byte[128 * 1024];
    private long _blockStart;
    private int _blockLength;

    public long Length => file.Length;

    /// <summary>The bytes from <paramref name="offset"/> on, fewer than <paramref name="count"/> (at most 64 KiB) only at the file's end.</summary>
    public ReadOnlySpan<byte> At(long offset, int count)
    {
        if (offset < _blockStart || offset + count > _blockStart + _blockLength)
            (_blockStart, _blockLength) = (offset, file.ReadAt(offset, _block));
        int start = (int)(offset - _blockStart);
        return _block.AsSpan(start, Math.Min(count, _blockLength - start));
    }
}
