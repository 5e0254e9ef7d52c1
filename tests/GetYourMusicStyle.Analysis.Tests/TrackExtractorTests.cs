using GetYourMusicStyle.Analysis.Formats;
using GetYourMusicStyle.Analysis.Windows;
using Microsoft.Extensions.DependencyInjection;

namespace GetYourMusicStyle.Analysis.Tests;

public class TrackExtractorTests
{
    [Fact]
    public void A_file_becomes_a_table_and_a_spectrogram_for_each_window_that_sounds()
    {
        using var recording = new Recording((6, false), (6, true), (4, false));
        using var services = new ServiceCollection().AddAnalysis().BuildServiceProvider();
        string spectrograms = recording.At("spectrograms");
        var (table, _) = services.GetRequiredService<TrackExtractor>().Extract(recording.Path, spectrograms, [], [], double.PositiveInfinity, new Progress<double>(), default);

        Assert.Equal([false, true, false], table.Windows.Select(window => window.Silent));
        byte[] bytes = File.ReadAllBytes(spectrograms);
        Assert.Equal((2, 2 * SpectrogramCodec.WindowBytes), (table.Sounding, bytes.Length));
        var rows = WindowRows.Of(table, SpectrogramCodec.WindowBytes, bytes.Length)!;
        float[] read = new float[SpectrogramCodec.WindowValues];
        double duration = services.GetRequiredService<WindowReader>().Read(recording.Path, window =>
        {
            if (rows.Of(window.Index) is not { } row)
            {
                Assert.True(window.Span.Silent);
                Assert.All(table.Features(window.Index).ToArray(), feature => Assert.Equal(0, feature));
                return;
            }
            Assert.Equal(window.Features, table.Features(window.Index));
            SpectrogramCodec.Decode(bytes.AsSpan(row * SpectrogramCodec.WindowBytes, SpectrogramCodec.WindowBytes), read);
            Assert.All(window.LogSpectrogram.ToArray().Zip(read), pair => Assert.Equal(pair.First, pair.Second, 1e-3));
        }, default);
        Assert.Equal(duration, table.DurationSeconds);
    }

    [Theory]
    [InlineData(16, false)]
    [InlineData(15.9, true)]
    public void A_track_that_is_longer_than_the_caller_wants_is_given_up_by_its_header_or_when_it_shows(double longest, bool tooLong)
    {
        using var recording = new Recording((6, false), (6, true), (4, false));
        using var services = new ServiceCollection().AddAnalysis().BuildServiceProvider();
        string path = recording.At("spectrograms");
        void Extract() => services.GetRequiredService<TrackExtractor>().Extract(recording.Path, path, [], [], longest, new Progress<double>(), default);
        if (tooLong)
            Assert.Throws<LongTrackException>(Extract);
        else
            Extract();
    }
}
