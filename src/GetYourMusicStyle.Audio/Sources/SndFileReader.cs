using System.Runtime.InteropServices;
using GetYourMusicStyle.Audio.Files;
using GetYourMusicStyle.Audio.Native;

namespace GetYourMusicStyle.Audio.Sources;

/// <summary>
/// How libsndfile reads a file: through callbacks on our own handle. Given a path it would guess headerless formats from the name, and
/// given a descriptor it closes that when it refuses the file, though told not to (1.2.0).
/// </summary>
internal sealed unsafe class SndFileReader : IDisposable
{
    private readonly AudioFile _file;
    private readonly GCHandle _self;
    private long _position;

    public SndFileReader(AudioFile file)
    {
        _file = file;
        _self = GCHandle.Alloc(this);
        Io = new SndFile.VirtualIo { Length = &Length, Seek = &Seek, Read = &Read, Tell = &Tell };
    }

    public SndFile.VirtualIo Io { get; }

    /// <summary>What the callbacks are given to find this object.</summary>
    public nint Self => GCHandle.ToIntPtr(_self);

    /// <summary>Why the file could not be read, if it could not.</summary>
    public AudioException? Failure { get; private set; }

    /// <summary>To be called once libsndfile has closed: its callbacks must not come any more.</summary>
    public void Dispose()
    {
        _self.Free();
        _file.Dispose();
    }

    private static SndFileReader From(nint user) => (SndFileReader)GCHandle.FromIntPtr(user).Target!;

    [UnmanagedCallersOnly]
    private static long Length(nint user) => From(user)._file.Length;

    [UnmanagedCallersOnly]
    private static long Tell(nint user) => From(user)._position;

    [UnmanagedCallersOnly]
    private static long Seek(long offset, int whence, nint user)
    {
        SndFileReader reader = From(user);
        long target = offset + whence switch { 0 => 0, 1 => reader._position, _ => reader._file.Length };
        return target < 0 ? -1 : reader._position = target;
    }

    [UnmanagedCallersOnly]
    private static long Read(byte* buffer, long count, nint user)
    {
        SndFileReader reader = From(user);
        try
        {
            int read = reader._file.ReadAt(reader._position, new Span<byte>(buffer, (int)Math.Clamp(count, 0, int.MaxValue)));
            reader._position += read;
            return read;
        }
        catch (AudioException e)
        {
            reader.Failure = e; // no exception may pass through native code
            return 0;
        }
    }
}
