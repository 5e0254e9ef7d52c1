using GetYourMusicStyle.Analysis.Windows;
using GetYourMusicStyle.Audio.Decoding;
using GetYourMusicStyle.Audio.Tags;
using GetYourMusicStyle.Features;
using GetYourMusicStyle.Features.Mel;
using Microsoft.Extensions.DependencyInjection;

namespace GetYourMusicStyle.Analysis.Tests.Windows;

/// <summary>The one loop over the windows of a file.</summary>
public sealed class WindowReaderTests : IDisposable
{
    private const int SampleRate = 22_050;

    private static readonly MelParameters Mel = new()
    {
        SampleRate = SampleRate,
        FftLength = 512,
        WindowLength = 512,
        HopLength = 256,
        Window = "hann",
        Center = true,
        Bands = 40,
        LowestHertz = 0,
        HighestHertz = 8000,
        Scale = "slaney",
        Norm = "slaney",
        Power = 2,
        Log = new MelLog { Kind = "none" },
    };

    private readonly ServiceProvider _services = new ServiceCollection().AddAnalysis().BuildServiceProvider();
    private readonly Recording _recording = new((6, false), (6, true), (4, false));

    private WindowReader Reader => _services.GetRequiredService<WindowReader>();

    public void Dispose()
    {
        _recording.Dispose();
        _services.Dispose();
    }

    [Fact]
    public void Every_window_comes_in_order_silent_ones_too()
    {
        var seen = new List<(int Index, WindowSpan Span)>();
        double duration = Reader.Read(_recording.Path, window => seen.Add((window.Index, window.Span)), default);
        Assert.Equal(16, duration, 1e-3);
        Assert.Equal([0, 1, 2], seen.Select(window => window.Index));
        Assert.Equal([(0, 6, false), (6, 12, true), (10, 16, false)], seen.Select(window => (Math.Round(window.Span.StartSeconds), Math.Round(window.Span.EndSeconds), window.Span.Silent)));
    }

    [Fact]
    public void A_part_is_the_same_whatever_was_asked_before_it()
    {
        List<float[]> alone = Parts(window => window.LogSpectrogram.ToArray()), after = Parts(window =>
        {
            _ = window.Features;
            return window.LogSpectrogram.ToArray();
        });
        Assert.Equal(alone, after);
        List<float[]> first = Parts(window => window.Features.ToArray()), later = Parts(window =>
        {
            _ = window.LogSpectrogram;
            _ = window.Features;
            return window.Features.ToArray();
        });
        Assert.Equal(first, later);
        Assert.NotEqual(first[0], first[2]);
        Assert.NotEqual(alone[0], alone[2]);
    }

    [Fact]
    public void The_parts_are_those_of_the_window_alone()
    {
        var analyzer = new WindowAnalyzer();
        float[] features = new float[FeatureNames.Count], spectrogram = new float[WindowAnalyzer.SpectrogramValues];
        using var windows = _services.GetRequiredService<TrackDecoder>().Open(_recording.Path);
        Reader.Read(_recording.Path, window =>
        {
            Assert.True(windows.TryRead(out var direct));
            analyzer.Analyze(direct.Samples.Span);
            analyzer.CopyFeatures(features);
            analyzer.CopyLogSpectrogram(spectrogram);
            Assert.Equal(features, window.Features);
            Assert.Equal(spectrogram, window.LogSpectrogram);
        }, default);
    }

    [Fact]
    public void Reading_ends_when_no_more_is_wanted()
    {
        int windows = 0;
        var (seconds, _) = Reader.Read(_recording.Path, _ => ++windows < 2, default);
        Assert.Equal(2, windows);
        Assert.InRange(seconds, 12, 16);
    }

    [Fact]
    public void Progress_is_told_after_each_window_and_never_promises_the_end()
    {
        var told = new Told();
        Reader.Read(_recording.Path, _ => true, default, told);
        Assert.Equal(3, told.Shares.Count);
        Assert.Equal(told.Shares.Order(), told.Shares);
        Assert.Equal(6.0 / 16, told.Shares[0], 0.05);
        Assert.Equal(0.99, told.Shares[^1]);
    }

    [Fact]
    public void Tags_are_read_only_where_they_are_wanted()
    {
        string path = Recording.Sample("chaos-god.mp3");
        Assert.Equal(TrackTags.None, Reader.Read(path, _ => false, default).Tags);
        Assert.NotNull(Reader.Read(path, _ => false, default, withTags: true).Tags.Title);
    }

    [Fact]
    public void Mels_have_a_row_of_bands_a_frame_for_each_input()
    {
        using var services = new ServiceCollection().AddAnalysis().AddSingleton(new ModelInputs([Mel], [])).BuildServiceProvider();
        services.GetRequiredService<WindowReader>().Read(_recording.Path, window =>
        {
            var mel = Assert.Single(window.Mels);
            Assert.Equal(MelSpectrogram.FramesOf(Mel, (int)Math.Round(window.Span.Length * SampleRate)) * Mel.Bands, mel.Length);
            Assert.Equal(window.Span.Silent, mel.ToArray().All(value => value == 0));
        }, default);
        Reader.Read(_recording.Path, window => Assert.Empty(window.Mels), default);
    }

    [Fact]
    public void It_stops_when_cancelled_at_the_next_window()
    {
        using var cancellation = new CancellationTokenSource();
        int windows = 0;
        Assert.ThrowsAny<OperationCanceledException>(() => Reader.Read(_recording.Path, _ =>
        {
            windows++;
            cancellation.Cancel();
        }, cancellation.Token));
        Assert.Equal(1, windows);
    }

    private List<float[]> Parts(Func<AnalyzedWindow, float[]> part)
    {
        var parts = new List<float[]>();
        Reader.Read(_recording.Path, window => parts.Add(part(window)), default);
        return parts;
    }

    private sealed class Told : IProgress<double>
    {
        public List<double> Shares { get; } = [];

        public void Report(double value) => Shares.Add(value);
    }
}
