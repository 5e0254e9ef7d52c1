using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.InteropServices;
using GetYourMusicStyle.Audio.Formats;
using GetYourMusicStyle.Audio.Tags;

namespace GetYourMusicStyle.Audio.Sources;

/// <summary>
/// Decoding by ffmpeg as a child process, which writes AU (see <see cref="AuHeader"/>, then float32, big-endian) to a pipe. The child may
/// open this one file and nothing else: the protocol is <c>file</c>, the demuxer is named, its environment is emptied. It is killed when it
/// gives nothing for <see cref="AudioOptions.StallSeconds"/>, when the work is cancelled, and when this object is disposed. In a caged decoder, which may
/// kill nobody, it ends because nobody reads any more; if it does not, the decoder ends, and who started that kills them both.
/// </summary>
internal sealed class FfmpegSource : IPcmSource
{
    private const int LargestAllocation = 256 * 1024 * 1024;
    private const int KilledBySignal = 128;
    private static readonly TimeSpan GoodWill = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly Stream _output;
    private readonly ErrorText _errors = new();
    private readonly CancellationToken _cancellation;
    private readonly CancellationTokenRegistration _killOnCancel;
    private readonly Watchdog _watchdog;
    private readonly TimeSpan _stall;
    private readonly bool _mayKill;
    private readonly string _format;
    private readonly TrackTags _tags;
    private long _framesRead;

    /// <summary>Starts the decoder and reads its header.</summary>
    public FfmpegSource(FfmpegInput input, AudioFormat format, AudioOptions options, CancellationToken cancellation)
    {
        (_cancellation, _format, _stall) = (cancellation, format.Name, TimeSpan.FromSeconds(options.StallSeconds));
        _mayKill = !input.OnStandardInput;
        _process = Start(input, format, options.FfmpegPath);
        _output = _process.StandardOutput.BaseStream;
        _process.ErrorDataReceived += (_, line) => _errors.Add(line.Data);
        _process.BeginErrorReadLine();
        _watchdog = new Watchdog(_stall, Kill);
        _killOnCancel = cancellation.Register(Kill);
        try
        {
            (SampleRate, Channels, _tags) = ReadHeader();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public int SampleRate { get; }

    public int Channels { get; }

    public double? PromisedSeconds => null;

    public TrackTags ReadTags() => _tags;

    public int Read(Span<float> interleaved)
    {
        int frameBytes = Channels * sizeof(float);
        Span<byte> bytes = MemoryMarshal.AsBytes(interleaved);
        int read = Fill(bytes[..(bytes.Length / frameBytes * frameBytes)]);
        int values = read / frameBytes * Channels;
        _framesRead += values / Channels;
        if (values < interleaved.Length / Channels * Channels)
            CheckEnd();
        Span<int> words = MemoryMarshal.Cast<float, int>(interleaved[..values]);
        if (BitConverter.IsLittleEndian)
            BinaryPrimitives.ReverseEndianness(words, words);
        return values;
    }

    public void Dispose()
    {
        if (_mayKill)
            Kill();
        _killOnCancel.Dispose();
        _watchdog.Dispose();
        _output.Dispose();
        if (!_mayKill && !_process.WaitForExit(GoodWill))
            Environment.Exit(1);
        _process.Dispose();
    }

    private static Process Start(FfmpegInput input, AudioFormat format, string program)
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardInput = !input.OnStandardInput,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        string[] arguments =
        [
            "-nostdin", "-hide_banner", "-v", "error", "-threads", "1", "-max_alloc", $"{LargestAllocation}",
            "-protocol_whitelist", "file", "-format_whitelist", format.Demuxer, "-f", format.Demuxer, "-vn", "-sn", "-dn", "-i", input.Name(),
            "-map", "0:a:0", "-map_metadata:g", "0:g", "-map_metadata:g", "0:s:a:0", "-map_chapters", "-1", "-c:a", "pcm_f32be", "-f", "au", "pipe:1",
        ];
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        string? search = Environment.GetEnvironmentVariable("PATH");
        start.Environment.Clear(); // no proxy, no FFREPORT, nothing secret
        start.Environment["PATH"] = search;
        try
        {
            Process process = Process.Start(start) ?? throw new InvalidOperationException("No process was started.");
            if (!input.OnStandardInput)
                process.StandardInput.Close();
            return process;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new AudioException(
                AudioFault.Unsupported, $"Decoding {format.Name} needs the program {program}: install the Debian package ffmpeg (apt-get install ffmpeg).", e);
        }
    }

    private AuHeader ReadHeader()
    {
        if (AuHeader.Read(Fill) is { } header)
            return header;
        CheckEnd();
        throw new AudioException(AudioFault.Empty, "The file holds no sound at all.");
    }

    /// <summary>Reads until the buffer is full or the pipe ends, with the watchdog running only while we wait.</summary>
    private int Fill(Span<byte> buffer)
    {
        int filled = 0;
        while (filled < buffer.Length)
        {
            _watchdog.Wait();
            int read = _output.Read(buffer[filled..]);
            _watchdog.Rest();
            if (read == 0)
                break;
            filled += read;
        }
        return filled;
    }

    /// <summary>The pipe has ended: says why, unless it was the end of the audio.</summary>
    private void CheckEnd()
    {
        _watchdog.Wait();
        _process.WaitForExit(); // and for the rest of its messages
        _watchdog.Rest();
        _cancellation.ThrowIfCancellationRequested();
        if (_watchdog.Stalled)
            throw new AudioException(AudioFault.TimedOut, $"The decoder was stopped: it gave nothing for {_stall.TotalSeconds:0.#} s.");
        if (_process.ExitCode is > KilledBySignal and < KilledBySignal + 64)
            throw new AudioException(AudioFault.DecoderCrashed, $"The decoder crashed of this {_format} file (signal {_process.ExitCode - KilledBySignal}).");
        if (_process.ExitCode == 0)
            return;
        if (_errors.Text.Contains("matches no streams", StringComparison.Ordinal))
            throw new AudioException(AudioFault.NotAudio, $"This {_format} file has no audio stream.");
        if (_framesRead > 0)
            throw AudioException.DamagedAt((double)_framesRead / SampleRate, _errors.Text);
        throw new AudioException(AudioFault.Damaged, $"This {_format} file cannot be decoded: {_errors.Text}.");
    }

    private void Kill()
    {
        try
        {
            if (!_process.HasExited)
                _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // Already gone.
        }
    }

    /// <summary>The first line the child says on standard error, without its addresses and the path.</summary>
    private sealed class ErrorText
    {
        private const int LongestLine = 160;
        private volatile string? _first;

        public string Text => _first ?? "no reason given";

        public void Add(string? line)
        {
            if (_first is not null || string.IsNullOrWhiteSpace(line))
                return;
            line = line[(line.LastIndexOf("] ", StringComparison.Ordinal) + 1)..].Trim();
            line = line[(line.LastIndexOf(": ", StringComparison.Ordinal) + 1)..].Trim().TrimEnd('.');
            _first = line[..Math.Min(line.Length, LongestLine)];
        }
    }
}
