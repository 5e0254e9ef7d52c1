using System.Collections.Concurrent;

namespace GetYourMusicStyle.Audio.Cage;

/// <summary>
/// Caged decoders that wait for work: as many as were ever used at a time. One that has crashed, was stopped or has had many files is replaced, and the next
/// started before it is needed. Thread-safe.
/// </summary>
internal sealed class DecoderPool : IDisposable
{
    private const int MostFiles = 500;          // of one process: whatever a library leaks, it leaks no more

    private readonly ConcurrentStack<DecoderProcess> _idle = new();
    private readonly string _program;
    private readonly DecoderArguments _arguments;
    private readonly CopyFolder _copies;
    private volatile bool _disposed;

    public DecoderPool(AudioOptions options)
    {
        _program = options.DecoderProgram ?? DecoderLauncher.DefaultProgram;
        _copies = new CopyFolder(options.TemporaryFolder);
        _arguments = DecoderArguments.Of(options) with { Copies = _copies.Path };
    }

    /// <summary>Where decoders find copies of files.</summary>
    public CopyFolder Copies => _copies;

    /// <summary>Whether there is an ffmpeg.</summary>
    public bool HasFfmpeg => _arguments.Ffmpeg is not null;

    /// <summary>Starts decoders until so many wait.</summary>
    /// <exception cref="IOException">They cannot be started.</exception>
    public void Prepare(int count)
    {
        while (_idle.Count < count)
            Add();
    }

    /// <summary>A decoder for one file; to be given back.</summary>
    /// <exception cref="IOException">None can be started.</exception>
    public DecoderProcess Take()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        DecoderProcess decoder = _idle.TryPop(out DecoderProcess? waiting) ? waiting : new DecoderProcess(_program, _arguments);
        try
        {
            decoder.WaitUntilReady();
            return decoder;
        }
        catch
        {
            decoder.Dispose();
            throw;
        }
    }

    /// <summary>Takes one back.</summary>
    /// <param name="fit">Whether it is ready for another file.</param>
    public void Return(DecoderProcess decoder, bool fit)
    {
        if (fit && decoder.Files < MostFiles && !_disposed)
        {
            Keep(decoder);
            return;
        }
        decoder.Dispose();
        if (!_disposed)
            Replace();
    }

    public void Dispose()
    {
        _disposed = true;
        while (_idle.TryPop(out DecoderProcess? decoder))
            decoder.Dispose();
        _copies.Dispose();
    }

    private void Replace()
    {
        try
        {
            Add();
        }
        catch (IOException)
        {
            // Who needs one will be told.
        }
    }

    private void Add() => Keep(new DecoderProcess(_program, _arguments));

    private void Keep(DecoderProcess decoder)
    {
        _idle.Push(decoder);
        if (_disposed && _idle.TryPop(out DecoderProcess? late))
            late.Dispose();
    }
}
