using System.Diagnostics;
using GetYourMusicStyle.Audio.Decoding;
using GetYourMusicStyle.Audio.Windows;

namespace GetYourMusicStyle.Audio.Tests;

/// <summary>Tests that measure this process, and so run when no other does.</summary>
[Trait("Category", "Slow")]
[CollectionDefinition(nameof(AloneInTheProcess), DisableParallelization = true)]
public sealed class AloneInTheProcess;

/// <summary>Ten hours need no more memory than ten minutes, and thousands of files no more handles than one.</summary>
[Collection(nameof(AloneInTheProcess))]
public sealed class LongFileTests
{
    private const long MegaByte = 1024 * 1024;

    [Theory]
    [InlineData(DecoderIsolation.InProcess, 10)]
    [InlineData(DecoderIsolation.ChildProcess, 2)]
    public void Hours_are_streamed(DecoderIsolation isolation, int hours)
    {
        string path = SparseWav(hours);
        long allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
        long residentBefore = Resident();
        int count = 0;
        using WindowStream windows = Decoding.Decoder(isolation).Open(path);
        while (windows.TryRead(out _))
            count++;
        Assert.Equal(hours * 600, count);
        Assert.Equal(hours * 3600, windows.DurationSeconds, 3);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - allocatedBefore, 0, 16 * MegaByte);
        Assert.InRange(Resident() - residentBefore, long.MinValue, 64 * MegaByte);
        File.Delete(path);
    }

    [Fact]
    public void No_handle_is_left_open()
    {
        string refused = Media.Write("refused.wav", [.. "RIFF\0\0\0\0WAVE"u8, .. new byte[1000]]);
        string[] paths = [refused, Media.Song, Media.SongAs("m4a"), Media.Write("text.mp3", "not audio"u8), Media.NewPath("missing")];
        TrackDecoder decoder = Decoding.Decoder();
        int before = 0;
        for (int round = 0; round < 12; round++)
        {
            foreach (string path in paths)
            {
                try
                {
                    decoder.Duration(path);
                }
                catch (AudioException)
                {
                    // What is left open of it is the question.
                }
            }
            if (round == 1)
                before = Handles();
        }
        Assert.InRange(Handles(), 0, before + 2);
    }

    private static int Handles() => Directory.GetFileSystemEntries("/proc/self/fd").Length;

    private static long Resident()
    {
        using Process self = Process.GetCurrentProcess();
        return self.WorkingSet64;
    }

    /// <summary>16-bit mono at 8 kHz, all zeros that take no room on the disk.</summary>
    private static string SparseWav(int hours)
    {
        long dataBytes = hours * 3600L * 8000 * 2;
        byte[] header = new byte[44];
        Media.WavHeader(header, 8_000, 1, format: 1, bits: 16, dataBytes);
        string path = Media.Write("long.wav", header);
        using FileStream file = File.OpenWrite(path);
        file.SetLength(header.Length + dataBytes);
        return path;
    }
}
