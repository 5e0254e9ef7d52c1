using System.Runtime.InteropServices;
using GetYourMusicStyle.Analysis.Formats;
using GetYourMusicStyle.Features.Mel;
using GetYourMusicStyle.Storage;
using Microsoft.Win32.SafeHandles;

namespace GetYourMusicStyle.Pipeline.Work;

/// <summary>Reads the mel spectrograms of a track window by window, one of each local copy.</summary>
internal sealed class MelReader : IDisposable
{
    private readonly List<SafeFileHandle> _files = [];
    private readonly List<float[]> _windows = [];
    private readonly ReadOnlyMemory<float>[] _mels;

    public MelReader(IReadOnlyList<MelParameters> parameters, IReadOnlyList<LocalFile> copies, int windows)
    {
        foreach (var (mel, copy) in parameters.Zip(copies))
        {
            var file = File.OpenHandle(copy.Path, options: FileOptions.SequentialScan);
            _files.Add(file);
            _windows.Add(new float[MelSpectrogramFormat.WindowBytes(mel, RandomAccess.GetLength(file), windows)!.Value / sizeof(float)]);
        }
        _mels = [.. _windows.Select(window => new ReadOnlyMemory<float>(window))];
    }

    /// <summary>Those of one window, valid until the next call.</summary>
    public IReadOnlyList<ReadOnlyMemory<float>> Read(int window)
    {
        foreach (var (file, values) in _files.Zip(_windows))
        {
            var bytes = MemoryMarshal.AsBytes(values.AsSpan());
            if (RandomAccess.Read(file, bytes, (long)window * bytes.Length) < bytes.Length)
                throw new IOException("The local copy of the mel spectrograms was cut short.");
        }
        return _mels;
    }

    public void Dispose() => _files.ForEach(file => file.Dispose());
}
