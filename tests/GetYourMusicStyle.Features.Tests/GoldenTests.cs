using System.Text.Json;
using GetYourMusicStyle.Features.Spectral;

namespace GetYourMusicStyle.Features.Tests;

/// <summary>Features and pictures equal librosa's for every reference file, at every width of vectors.</summary>
[Collection(GoldenCollection.Name)]
public sealed class GoldenTests(GoldenTable table)
{
    private const int Span = 6 * 22050;

    public static TheoryData<string, VectorWidth> Cases { get; } = MakeCases();

    [Theory]
    [MemberData(nameof(Cases))]
    public void Features_equal_librosa(string name, VectorWidth width)
    {
        var analyzer = new WindowAnalyzer(width);
        JsonElement golden = Golden.Document(name);
        analyzer.Analyze(Golden.Samples(name));
        CheckFeatures(analyzer, golden.GetProperty("features"), golden.GetProperty("tolerance_abs"), "25 features", width, name);
    }

    [Theory]
    [InlineData(VectorWidth.Scalar)]
    [InlineData(VectorWidth.Bits256)]
    [InlineData(VectorWidth.Bits512)]
    public void Spans_of_a_long_file_equal_librosa(VectorWidth width)
    {
        const string name = "11_music30_tumiki";
        var analyzer = new WindowAnalyzer(width);
        JsonElement golden = Golden.Document(name);
        float[] samples = Golden.Samples(name);
        int index = 0;
        foreach (JsonElement span in golden.GetProperty("spans").EnumerateArray())
        {
            analyzer.Analyze(samples.AsSpan(index * Span, Span));
            JsonElement features = span.TryGetProperty("features", out JsonElement inner) ? inner : span;
            JsonElement tolerance = span.TryGetProperty("tolerance_abs", out JsonElement own) ? own : golden.GetProperty("tolerance_abs");
            CheckFeatures(analyzer, features, tolerance, "25 features, spans", width, $"{name} span {index++}");
        }

        Assert.Equal(5, index);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Log_spectrogram_equals_librosas_picture(string name, VectorWidth width)
    {
        var analyzer = new WindowAnalyzer(width);
        float[] samples = Golden.Samples(name), expected = Golden.Array(name + ".spec100_db").Values;
        var actual = new float[100 * 100];
        for (int span = 0; span < samples.Length / Span; span++)
        {
            analyzer.AnalyzeSpectrum(samples.AsSpan(span * Span, Span));
            analyzer.CopyLogSpectrogram(actual);
            for (int i = 0; i < actual.Length; i++)
                table.Check("log spectrogram (dB)", width, name, actual[i], expected[(span * actual.Length) + i], 0.02);
        }
    }

    [Fact]
    public void Picture_rows_show_the_bins_of_the_reference()
    {
        int[] expected = [.. File.ReadLines(Path.Combine(Golden.Folder, "out", "image_index.csv")).Skip(1).Select(l => int.Parse(l.Split(',')[1]))];
        Assert.Equal(expected, LogSpectrogram.BinOfRow);
    }

    private static TheoryData<string, VectorWidth> MakeCases()
    {
        var cases = new TheoryData<string, VectorWidth>();
        foreach (string name in Golden.Names)
            foreach (VectorWidth width in new[] { VectorWidth.Scalar, VectorWidth.Bits256, VectorWidth.Bits512 })
                cases.Add(name, width);
        return cases;
    }

    private void CheckFeatures(WindowAnalyzer analyzer, JsonElement features, JsonElement tolerance, string stage, VectorWidth width, string where)
    {
        var actual = new float[FeatureNames.Count];
        analyzer.CopyFeatures(actual);
        for (int i = 0; i < actual.Length; i++)
        {
            string name = FeatureNames.All[i];
            table.Check(stage, width, $"{where} {name}", actual[i], features.GetProperty(name).GetDouble(), tolerance.GetProperty(name).GetDouble());
        }
    }
}
