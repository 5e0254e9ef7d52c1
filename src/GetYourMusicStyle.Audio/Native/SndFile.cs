using GetYourMusicStyle.Audio.Sources;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace GetYourMusicStyle.Audio.Native;

/// <summary>The few calls of libsndfile that reading needs.</summary>
internal static partial class SndFile
{
    public const int ModeRead = 0x10;

    public const int TitleText = 0x01, ArtistText = 0x04, AlbumText = 0x07, GenreText = 0x10;

    /// <summary>SF_INFO.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Info
    {
        public long Frames;
        public int SampleRate;
        public int Channels;
        public int Format;
        public int Sections;
        public int Seekable;
    }

    /// <summary>SF_VIRTUAL_IO; writing is left out.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public unsafe struct VirtualIo
    {
        public delegate* unmanaged<nint, long> Length;
        public delegate* unmanaged<long, int, nint, long> Seek;
        public delegate* unmanaged<byte*, long, nint, long> Read;
        public nint Write;
        public delegate* unmanaged<nint, long> Tell;
    }

    /// <summary>An open SNDFILE.</summary>
    public sealed class Handle : SafeHandleZeroOrMinusOneIsInvalid
    {
        public Handle()
            : base(ownsHandle: true)
        {
        }

        protected override bool ReleaseHandle() => CloseFile(handle) == 0;
    }

    /// <summary>Opens a file behind callbacks, which get <paramref name="user"/>; an invalid handle where libsndfile refuses.</summary>
    [LibraryImport(NativeLibraries.SndFile, EntryPoint = "sf_open_virtual")]
    public static partial Handle Open(ref VirtualIo io, int mode, ref Info info, nint user);

    /// <summary>MP3 within WAV, say: its length would be guessed from the first frame.</summary>
    public static bool IsMpegInAnotherContainer(int format) => (format & 0xFFFF) is >= 0x80 and <= 0x82 && (format & 0xFFF_0000) != 0x23_0000;

    /// <summary>Frames read; fewer than asked for at the end and on an error.</summary>
    [LibraryImport(NativeLibraries.SndFile, EntryPoint = "sf_readf_float")]
    public static partial long ReadFrames(Handle file, Span<float> interleaved, long frames);

    /// <summary>The error state: 0 for none.</summary>
    [LibraryImport(NativeLibraries.SndFile, EntryPoint = "sf_error")]
    public static partial int Error(Handle file);

    /// <summary>Static text of an error number.</summary>
    [LibraryImport(NativeLibraries.SndFile, EntryPoint = "sf_error_number")]
    public static partial nint ErrorText(int number);

    /// <summary>A text of the file's tags, zero-terminated, valid while it is open; null if there is none.</summary>
    [LibraryImport(NativeLibraries.SndFile, EntryPoint = "sf_get_string")]
    public static unsafe partial byte* Text(Handle file, int kind);

    [LibraryImport(NativeLibraries.SndFile, EntryPoint = "sf_close")]
    private static partial int CloseFile(nint file);
}
