namespace GetYourMusicStyle.Audio;

/// <summary>Walks through a file in one direction, a block in memory at a time.</summary>
internal sealed class FileView(AudioFile file)
{
    private readonly byte[] block = new byte[128 * 1024];
    private long blockStart;
    private int blockLength;

    public long Length => file.Length;

    /// <summary>The bytes from <paramref name="offset"/> on, fewer than <paramref name="count"/> (at most 64 KiB) only at the file's end.</summary>
    public ReadOnlySpan<byte> At(long offset, int count)
    {
        if (offset < blockStart || offset + count > blockStart + blockLength)
            (blockStart, blockLength) = (offset, file.ReadAt(offset, block));
        int start = (int)(offset - blockStart);
        return block.AsSpan(start, Math.Min(count, blockLength - start));
    }
}
