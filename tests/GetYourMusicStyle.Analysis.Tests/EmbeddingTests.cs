using GetYourMusicStyle.Analysis.Formats;
using GetYourMusicStyle.Analysis.Windows;
using GetYourMusicStyle.Scoring;
using GetYourMusicStyle.Scoring.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace GetYourMusicStyle.Analysis.Tests;

/// <summary>What backbones make of a recording.</summary>
public sealed class EmbeddingTests : IDisposable
{
    private readonly ModelFolder _model = new();
    private readonly Recording _recording = new((6, false), (6, true), (6, false), (6, false), (4, false));
    private readonly ServiceProvider _services;

    public EmbeddingTests()
    {
        // The mean of the second band of a context of three windows, in dB.
        var weights = new float[138 * 2, 1];
        for (int frame = 0; frame < 138; frame++)
            weights[(2 * frame) + 1, 0] = 1 / 138f;
        _model.AddBackbone("loudness", TinyOnnx.LinearOf([138, 2], weights, [0], "embedding"), 1, """
            { "kind": "mel_spectrogram", "axes": ["frame", "mel"], "patch": { "frames": 138, "hop": 138 }, "context_s": 18,
              "mel": { "sample_rate": 4000, "n_fft": 512, "win_length": 512, "hop_length": 512, "window": "hann", "center": true, "n_mels": 2,
                       "f_min": 0, "f_max": 2000, "scale": "slaney", "norm": "slaney", "power": 2, "log": { "kind": "db", "reference": 1 } } }
            """);
        _model.SetHearing(TinyOnnx.Hearing(new float[1, 1], new float[,] { { 1 } }), """
            { "input": { "kind": "embedding", "backbones": ["loudness"] }, "embedding_width": 1, "sounds": [{ "name": "hum", "kind": "sound", "threshold": 1 }] }
            """);
        _model.Save();
        _services = new ServiceCollection().AddAnalysis().AddScoring(options => options.ModelDirectory = _model.Path).BuildServiceProvider();
    }

    public void Dispose()
    {
        _services.Dispose();
        _recording.Dispose();
        _model.Dispose();
    }

    [Fact]
    public void The_file_of_the_embeddings_has_a_row_for_each_window_that_sounds_of_what_the_verdict_is_made_of()
    {
        string path = _recording.At("embeddings");
        var (table, _) = _services.GetRequiredService<TrackExtractor>().Extract(_recording.Path, _recording.At("spectrograms"), [], [path], double.PositiveInfinity, new Progress<double>(), default);
        float[] embeddings = EmbeddingFormat.Read(path, 1, table);
        Assert.Equal(table.Windows.Count, embeddings.Length);
        Assert.Equal(table.Sounding * EmbeddingFormat.RowBytes(1), new FileInfo(path).Length);

        var (verdict, _) = _services.GetRequiredService<TrackAnalyzer>().Analyze(_recording.Path, null, default);
        float[] heard = [.. embeddings.Where((_, window) => !table.Windows[window].Silent)];
        Assert.Equal(4, heard.Length);
        Assert.Equal(heard.Average(), verdict.Embedding!.Single(), 1e-4);
        // The first context has a silent window, which counts as it is; that of the third to the fifth has none.
        Assert.True(heard[^1] > heard[0] + 20);
    }

    [Fact]
    public void A_file_that_failed_leaves_nothing_behind()
    {
        var analyzer = _services.GetRequiredService<TrackAnalyzer>();
        var expected = analyzer.Analyze(_recording.Path, null, default).Verdict;
        int windows = 0;
        Assert.Throws<InvalidOperationException>(() => analyzer.Analyze(_recording.Path, _ =>
        {
            if (++windows == 2)
                throw new InvalidOperationException("It ends here.");
        }, default));
        Assert.Equal(expected.Embedding, analyzer.Analyze(_recording.Path, null, default).Verdict.Embedding);
    }

    [Fact]
    public void Without_models_there_are_no_embeddings()
    {
        using var services = new ServiceCollection().AddAnalysis().BuildServiceProvider();
        Assert.Empty(services.GetRequiredService<ModelInputs>().Backbones);
        Assert.Single(_services.GetRequiredService<ModelInputs>().BackboneMels);
    }
}
