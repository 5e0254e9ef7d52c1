using System.Runtime.InteropServices;
using GetYourMusicStyle.Analysis;
using GetYourMusicStyle.Cli.Output;
using GetYourMusicStyle.Features;

namespace GetYourMusicStyle.Cli.Training;

/// <summary>What was extracted, a file each, named by the hash of the audio, so that a later run does only what is new.</summary>
internal sealed class ExtractionCache(string folder)
{
    public bool Has(LabelledFile file) => File.Exists(FileOf(file));

    public void Write(LabelledFile file, ExtractedFile extracted) => AtomicFile.Write(FileOf(file), stream =>
    {
        stream.Write(BitConverter.GetBytes(extracted.Windows.Length));
        stream.Write(MemoryMarshal.AsBytes(extracted.Windows.SelectMany(w => new[] { w.StartSeconds, w.EndSeconds, w.Silent ? 1 : 0 }).ToArray().AsSpan()));
        stream.Write(MemoryMarshal.AsBytes(extracted.Features.AsSpan()));
        stream.Write(MemoryMarshal.AsBytes(extracted.Spectrograms.AsSpan()));
    });

    public ExtractedFile Read(LabelledFile file)
    {
        using var stream = File.OpenRead(FileOf(file));
        int count = Read<int>(stream, 1)[0];
        double[] spans = Read<double>(stream, 3 * count);
        var windows = Enumerable.Range(0, count).Select(i => new WindowSpan(spans[3 * i], spans[3 * i + 1], spans[3 * i + 2] != 0));
        return new ExtractedFile([.. windows], Read<float>(stream, count * FeatureNames.Count), Read<Half>(stream, count * WindowAnalyzer.SpectrogramValues));
    }

    private string FileOf(LabelledFile file) => Path.Combine(folder, file.Sha256[..2], $"{file.Sha256}.v{ExtractorVersion.Revision}");

    private static T[] Read<T>(Stream stream, int count)
        where T : unmanaged
    {
        var values = new T[count];
        stream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }
}
