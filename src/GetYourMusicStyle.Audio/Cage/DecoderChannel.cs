using System.Buffers.Binary;
using System.Text;
using GetYourMusicStyle.Audio.Native;
using Microsoft.Win32.SafeHandles;

namespace GetYourMusicStyle.Audio.Cage;

/// <summary>One end of the line between a process and its decoder: open files go one way, answers the other.</summary>
internal sealed class DecoderChannel(SafeFileHandle socket) : IDisposable
{
    /// <summary>The number of the decoder's end in its process.</summary>
    public const int Descriptor = 3;

    /// <summary>The most bytes of an answer.</summary>
    public const int LongestAnswer = 64 * 1024;

    private const int PrefixBytes = 1 + sizeof(int);

    private readonly byte[] _prefix = new byte[PrefixBytes];

    /// <summary>Asks for something to be done with a file; false if the decoder is gone.</summary>
    public bool Ask(DecodeKind kind, SafeFileHandle file) => SocketCalls.Send(socket, (byte)kind, file);

    /// <summary>Waits to be asked; null once nobody is there to ask.</summary>
    public (DecodeKind Kind, SafeFileHandle File)? Asked() => SocketCalls.Receive(socket) is { } asked ? ((DecodeKind)asked.What, asked.File) : null;

    /// <summary>Sends an answer.</summary>
    /// <exception cref="IOException">Nobody is there to hear it.</exception>
    public void Answer(AnswerKind kind, ReadOnlySpan<byte> content)
    {
        _prefix[0] = (byte)kind;
        BinaryPrimitives.WriteInt32LittleEndian(_prefix.AsSpan(1), content.Length);
        SocketCalls.Write(socket, _prefix);
        SocketCalls.Write(socket, content);
    }

    /// <summary>Sends a number, and a text of which what is too long is cut off.</summary>
    /// <inheritdoc cref="Answer(AnswerKind, ReadOnlySpan{byte})" path="/exception"/>
    public void Answer(AnswerKind kind, int number, string text = "")
    {
        byte[] content = [0, 0, 0, 0, .. Encoding.UTF8.GetBytes(text.Length > 1000 ? text[..1000] : text)];
        BinaryPrimitives.WriteInt32LittleEndian(content, number);
        Answer(kind, content);
    }

    /// <summary>Waits for the beginning of an answer; null if the decoder is gone.</summary>
    public (AnswerKind Kind, int Length)? NextAnswer() =>
        Fill(_prefix) ? ((AnswerKind)_prefix[0], BinaryPrimitives.ReadInt32LittleEndian(_prefix.AsSpan(1))) : null;

    /// <summary>Reads what belongs to an answer; false if the decoder is gone.</summary>
    public bool Fill(Span<byte> content)
    {
        while (content.Length > 0)
        {
            int read = SocketCalls.Read(socket, content);
            if (read == 0)
                return false;
            content = content[read..];
        }
        return true;
    }

    public void Dispose() => socket.Dispose();
}
