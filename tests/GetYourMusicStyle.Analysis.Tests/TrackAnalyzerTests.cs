using GetYourMusicStyle.Audio;
using GetYourMusicStyle.Features;
using GetYourMusicStyle.Scoring;
using GetYourMusicStyle.Scoring.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace GetYourMusicStyle.Analysis.Tests;

public sealed class TrackAnalyzerTests : IDisposable
{
    private readonly ModelFolder _model = new();
    private readonly Recording _recording = new((6, false), (6, true), (4, false));
    private readonly ServiceProvider _services;

    public TrackAnalyzerTests()
    {
        _model.Save();
        _services = new ServiceCollection().AddAnalysis().AddScoring(options => options.ModelDirectory = _model.Path).BuildServiceProvider();
    }

    private TrackAnalyzer Analyzer => _services.GetRequiredService<TrackAnalyzer>();

    public void Dispose()
    {
        _services.Dispose();
        _recording.Dispose();
        _model.Dispose();
    }

    [Fact]
    public void The_features_of_windows_that_are_not_silent_are_handed_on()
    {
        int windows = 0;
        var (verdict, duration) = Analyzer.Analyze(_recording.Path, features =>
        {
            windows++;
            Assert.Equal(FeatureNames.Count, features.Length);
        }, default);
        Assert.Equal(2, windows);
        Assert.Equal(16, duration, 1e-3);
        Assert.Equal([true, false, true], verdict.Windows.Select(window => window.Probabilities is not null));
    }

    [Fact]
    public void A_file_that_failed_leaves_nothing_behind()
    {
        var analyzer = Analyzer;
        var expected = analyzer.Analyze(_recording.Path, null, default).Verdict;
        int windows = 0;
        Assert.Throws<AudioException>(() => analyzer.Analyze(_recording.Path, _ =>
        {
            if (++windows == 2)
                throw new AudioException(AudioFault.Damaged, "It ends here.");
        }, default));
        var again = analyzer.Analyze(_recording.Path, null, default).Verdict;
        Assert.Equal(expected.Windows.Count, again.Windows.Count);
        Assert.Equal(expected.Confidence, again.Confidence);
    }
}
