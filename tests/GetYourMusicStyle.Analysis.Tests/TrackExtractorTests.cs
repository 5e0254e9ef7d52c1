using GetYourMusicStyle.Analysis.Formats;
using GetYourMusicStyle.Analysis.Windows;
using Microsoft.Extensions.DependencyInjection;

namespace GetYourMusicStyle.Analysis.Tests;

public class TrackExtractorTests
{
    [Fact]
    public void A_file_becomes_a_table_and_a_spectrogram_a_window()
    {
        using var recording = new Recording((6, false), (6, true), (4, false));
        using var services = new ServiceCollection().AddAnalysis().BuildServiceProvider();
        string spectrograms = recording.At("spectrograms");
        var (table, _) = services.GetRequiredService<TrackExtractor>().Extract(recording.Path, spectrograms, [], [], new Progress<double>(), default);

        Assert.Equal([false, true, false], table.Windows.Select(window => window.Silent));
        byte[] bytes = File.ReadAllBytes(spectrograms);
        Assert.Equal(table.Windows.Count * SpectrogramCodec.WindowBytes, bytes.Length);
        float[] read = new float[SpectrogramCodec.WindowValues];
        double duration = services.GetRequiredService<WindowReader>().Read(recording.Path, window =>
        {
            Assert.Equal(window.Features, table.Features(window.Index));
            SpectrogramCodec.Decode(bytes.AsSpan(window.Index * SpectrogramCodec.WindowBytes, SpectrogramCodec.WindowBytes), read);
            Assert.All(window.LogSpectrogram.ToArray().Zip(read), pair => Assert.Equal(pair.First, pair.Second, 1e-3));
        }, default);
        Assert.Equal(duration, table.DurationSeconds);
    }
}
