using System.Runtime.InteropServices;
using GetYourMusicStyle.Audio;
using GetYourMusicStyle.Audio.Cage;
using GetYourMusicStyle.Audio.Decoding;
using GetYourMusicStyle.Audio.Files;
using GetYourMusicStyle.Audio.Resampling;
using GetYourMusicStyle.Audio.Sources;
using GetYourMusicStyle.Decoder.Confinement;
using Microsoft.Extensions.Options;
using Microsoft.Win32.SafeHandles;

namespace GetYourMusicStyle.Decoder;

/// <summary>Decodes files, and answers with their samples.</summary>
internal sealed class FileDecoder(DecoderChannel channel, DecoderArguments arguments) : IDisposable
{
    private const int StandardInput = 0;

    private readonly TrackDecoder _decoder = new(Options.Create(arguments.ToOptions()));
    private readonly float[] _block = new float[DecoderChannel.LongestAnswer / sizeof(float)];

    /// <summary>Decodes one file.</summary>
    /// <exception cref="AudioException">It cannot be used.</exception>
    /// <exception cref="IOException">Nobody hears it any more.</exception>
    public void Decode(DecodeKind kind, SafeFileHandle file)
    {
        IPcmSource source = _decoder.OpenHere(AudioFile.Of(file), FfmpegInput.StandardInput(AskForCopy), CancellationToken.None);
        MonoStream? mono = kind == DecodeKind.Mono ? _decoder.Mono(source, CancellationToken.None) : null;
        using IDisposable opened = mono ?? (IDisposable)source;
        channel.Answer(AnswerKind.Opened, new OpenedFile(
            mono is null ? source.SampleRate : MonoStream.SampleRate, mono is null ? source.Channels : 1, source.PromisedSeconds, source.ReadTags()).ToBytes());
        if (kind == DecodeKind.Tags)
            return;
        Span<float> block = mono is null ? _block.AsSpan(0, _block.Length / source.Channels * source.Channels) : _block;
        while ((mono is null ? source.Read(block) : mono.Read(block)) is > 0 and var read)
            channel.Answer(AnswerKind.Samples, MemoryMarshal.AsBytes(block[..read]));
    }

    public void Dispose() => _decoder.Dispose();

    private void AskForCopy()
    {
        channel.Answer(AnswerKind.CopyWanted, []);
        if (channel.Asked() is not (DecodeKind.Copy, var copy))
            throw new IOException("Nobody is there any more.");
        using (copy)
            LinuxCalls.Duplicate((int)copy.DangerousGetHandle(), StandardInput);
    }
}
