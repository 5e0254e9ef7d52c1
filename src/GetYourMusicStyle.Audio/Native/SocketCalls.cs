using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace GetYourMusicStyle.Audio.Native;

/// <summary>The calls of the C library that carry an open file from one process to another (SCM_RIGHTS over a pair of sockets).</summary>
internal static unsafe partial class SocketCalls
{
    private const int Unix = 1, Stream = 1, CloseOnExecute = 0x8_0000, NoSignal = 0x4000, CloseReceivedOnExecute = 0x4000_0000;
    private const int SocketLevel = 1, Rights = 1, Interrupted = 4;

    [StructLayout(LayoutKind.Sequential)]
    private struct Vector
    {
        public byte* Bytes;
        public nuint Length;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Message
    {
        public nint Name;
        public nuint NameLength;
        public Vector* Vectors;
        public nuint VectorCount;
        public Control* Control;
        public nuint ControlLength;
        public nint Flags;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Control
    {
        public nuint Length;
        public int Level;
        public int Type;
        public int Descriptor;
        public int Padding;
    }

    /// <summary>Two sockets that are connected, closed in every program that is started.</summary>
    /// <exception cref="IOException">There are too many open files.</exception>
    public static (SafeFileHandle One, SafeFileHandle Other) Pair()
    {
        int* pair = stackalloc int[2];
        if (SocketPair(Unix, Stream | CloseOnExecute, 0, pair) != 0)
            throw new IOException(Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError()));
        return (new SafeFileHandle(pair[0], ownsHandle: true), new SafeFileHandle(pair[1], ownsHandle: true));
    }

    /// <summary>Sends a byte, and with it a file; false if the other side is gone.</summary>
    public static bool Send(SafeFileHandle socket, byte what, SafeFileHandle file)
    {
        var vector = new Vector { Bytes = &what, Length = 1 };
        var control = new Control { Length = 20, Level = SocketLevel, Type = Rights, Descriptor = (int)file.DangerousGetHandle() };
        var message = new Message { Vectors = &vector, VectorCount = 1, Control = &control, ControlLength = (nuint)sizeof(Control) };
        nint sent;
        do
            sent = SendMessage(socket, &message, NoSignal);
        while (sent < 0 && Marshal.GetLastPInvokeError() == Interrupted);
        GC.KeepAlive(file);
        return sent == 1;
    }

    /// <summary>Waits for a byte and the file that comes with it; null once the other side is gone.</summary>
    public static (byte What, SafeFileHandle File)? Receive(SafeFileHandle socket)
    {
        byte what = 0;
        var vector = new Vector { Bytes = &what, Length = 1 };
        Control control = default;
        var message = new Message { Vectors = &vector, VectorCount = 1, Control = &control, ControlLength = (nuint)sizeof(Control) };
        nint received;
        do
            received = ReceiveMessage(socket, &message, CloseReceivedOnExecute);
        while (received < 0 && Marshal.GetLastPInvokeError() == Interrupted);
        return received == 1 && message.ControlLength > 0 && control.Type == Rights ? (what, new SafeFileHandle(control.Descriptor, ownsHandle: true)) : null;
    }

    /// <summary>Reads what is there; 0 once the other side is gone.</summary>
    public static int Read(SafeFileHandle socket, Span<byte> bytes)
    {
        nint read;
        do
            read = ReadBytes(socket, bytes, (nuint)bytes.Length);
        while (read < 0 && Marshal.GetLastPInvokeError() == Interrupted);
        return (int)Math.Max(0, read);
    }

    /// <summary>Writes all bytes.</summary>
    /// <exception cref="IOException">The other side is gone.</exception>
    public static void Write(SafeFileHandle socket, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            nint written = WriteBytes(socket, bytes, (nuint)bytes.Length);
            if (written < 0 && Marshal.GetLastPInvokeError() is not Interrupted and var error)
                throw new IOException(Marshal.GetPInvokeErrorMessage(error));
            bytes = bytes[(int)Math.Max(0, written)..];
        }
    }

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static partial nint ReadBytes(SafeFileHandle socket, Span<byte> bytes, nuint count);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint WriteBytes(SafeFileHandle socket, ReadOnlySpan<byte> bytes, nuint count);

    [LibraryImport("libc", EntryPoint = "socketpair", SetLastError = true)]
    private static partial int SocketPair(int domain, int type, int protocol, int* pair);

    [LibraryImport("libc", EntryPoint = "sendmsg", SetLastError = true)]
    private static partial nint SendMessage(SafeFileHandle socket, Message* message, int flags);

    [LibraryImport("libc", EntryPoint = "recvmsg", SetLastError = true)]
    private static partial nint ReceiveMessage(SafeFileHandle socket, Message* message, int flags);
}
