using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace GetYourMusicStyle.Audio.Native;

/// <summary>The few calls of libsndfile that reading needs.</summary>
internal static partial class SndFile
{
    public const int ModeRead = 0x10;

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

    /// <summary>An open SNDFILE; it keeps the file's own handle open for as long as it lives.</summary>
    public sealed class Handle : SafeHandleZeroOrMinusOneIsInvalid
    {
        private readonly SafeFileHandle file;

        private Handle(SafeFileHandle file)
            : base(ownsHandle: true) => this.file = file;

        /// <summary>Opens the file for reading, or returns null where libsndfile refuses.</summary>
        public static Handle? TryOpen(SafeFileHandle file, out Info info)
        {
            info = default;
            var opened = new Handle(file);
            bool held = false;
            file.DangerousAddRef(ref held);
            opened.SetHandle(OpenDescriptor((int)file.DangerousGetHandle(), ModeRead, ref info, closeDescriptor: 0));
            if (!opened.IsInvalid)
                return opened;
            file.DangerousRelease();
            opened.Dispose();
            return null;
        }

        protected override bool ReleaseHandle()
        {
            int result = CloseFile(handle);
            file.DangerousRelease();
            return result == 0;
        }
    }

    /// <summary>Frames read; fewer than asked for at the end and on an error.</summary>
    [LibraryImport(NativeLibraries.SndFile, EntryPoint = "sf_readf_float")]
    public static partial long ReadFrames(Handle file, Span<float> interleaved, long frames);

    /// <summary>The error state: 0 for none.</summary>
    [LibraryImport(NativeLibraries.SndFile, EntryPoint = "sf_error")]
    public static partial int Error(Handle file);

    /// <summary>Static text of an error number.</summary>
    [LibraryImport(NativeLibraries.SndFile, EntryPoint = "sf_error_number")]
    public static partial nint ErrorText(int number);

    [LibraryImport(NativeLibraries.SndFile, EntryPoint = "sf_open_fd")]
    private static partial nint OpenDescriptor(int descriptor, int mode, ref Info info, int closeDescriptor);

    [LibraryImport(NativeLibraries.SndFile, EntryPoint = "sf_close")]
    private static partial int CloseFile(nint file);
}
