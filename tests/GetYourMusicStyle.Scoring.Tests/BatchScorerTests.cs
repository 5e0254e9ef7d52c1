using GetYourMusicStyle.Features;
using GetYourMusicStyle.Scoring.Tracks;

namespace GetYourMusicStyle.Scoring.Tests;

public class BatchScorerTests
{
    private const int Tracks = 9;

    [Fact]
    public void Tracks_that_share_batches_are_judged_as_if_alone()
    {
        using var folder = new ModelFolder();
        using var ensemble = folder.Load();
        using var alone = new TrackScorer(ensemble);
        using var shared = new BatchScorer(ensemble);

        var runs = Enumerable.Range(0, Tracks).Select(_ => shared.Begin()).ToArray();
        for (int window = 0; window < Length(Tracks); window++)      // turn by turn
        {
            foreach (int track in Enumerable.Range(0, Tracks).Where(track => window < Length(track)))
                Add((span, features, picture) => shared.Add(runs[track], span, features, picture), track, window);
        }
        for (int track = 0; track < Tracks; track++)
            shared.End(runs[track], 6 * Length(track));
        shared.Flush();

        for (int track = 0; track < Tracks; track++)
        {
            for (int window = 0; window < Length(track); window++)
                Add((span, features, picture) => alone.Add(span, features, picture), track, window);
            AssertEqual(alone.Finish(6 * Length(track)), runs[track].Verdict);
        }
    }

    [Fact]
    public void A_track_with_values_that_are_not_finite_does_not_spoil_its_neighbours()
    {
        using var folder = new ModelFolder();
        using var ensemble = folder.Load();
        using var scorer = new BatchScorer(ensemble);
        var (good, bad) = (scorer.Begin(), scorer.Begin());
        scorer.Add(good, new WindowSpan(0, 6, false), new float[25], new float[10_000]);
        scorer.Add(bad, new WindowSpan(0, 6, false), [float.NaN, .. new float[24]], new float[10_000]);
        scorer.End(good, 6);
        scorer.End(bad, 6);
        scorer.Flush();

        Assert.NotNull(good.Verdict.Genre);
        Assert.Throws<ModelException>(() => bad.Verdict);
    }

    [Fact]
    public void A_track_is_finished_once_its_last_batch_was_scored()
    {
        using var folder = new ModelFolder();       // batches of 4
        using var ensemble = folder.Load();
        using var scorer = new BatchScorer(ensemble);
        var first = Whole(scorer, 3);
        Assert.False(first.Finished);
        Assert.Throws<InvalidOperationException>(() => first.Verdict);
        var second = Whole(scorer, 3);
        Assert.True(first.Finished);
        Assert.False(second.Finished);
        scorer.Flush();
        Assert.True(second.Finished);
        Assert.Throws<InvalidOperationException>(() => scorer.Add(second, new WindowSpan(18, 24, true), [], []));
    }

    private static TrackRun Whole(BatchScorer scorer, int windows)
    {
        var track = scorer.Begin();
        for (int window = 0; window < windows; window++)
            scorer.Add(track, new WindowSpan(6 * window, 6 * window + 6, false), new float[25], new float[10_000]);
        scorer.End(track, 6 * windows);
        return track;
    }

    private static int Length(int track) => 1 + 3 * track;

    private delegate void Taker(WindowSpan span, ReadOnlySpan<float> features, ReadOnlySpan<float> picture);

    private static void Add(Taker take, int track, int window)
    {
        var random = new Random(100 * track + window);
        bool silent = random.Next(6) == 0;
        float[] features = [.. Enumerable.Range(0, 25).Select(_ => random.NextSingle())];
        float[] picture = [.. Enumerable.Repeat(-80 * random.NextSingle(), 10_000)];
        take(new WindowSpan(6 * window, 6 * window + 6, silent), silent ? [] : features, silent ? [] : picture);
    }

    private static void AssertEqual(TrackVerdict expected, TrackVerdict actual)
    {
        Assert.Equal(expected.Genre, actual.Genre);
        Assert.Equal(expected.Confidence, actual.Confidence, 1e-6);
        Assert.Equal(expected.Windows.Select(w => w.Span), actual.Windows.Select(w => w.Span));
        foreach (var (one, other) in expected.Windows.Zip(actual.Windows))
        {
            Assert.Equal(one.Probabilities is null, other.Probabilities is null);
            foreach (var (p, q) in (one.Probabilities ?? []).Zip(other.Probabilities ?? []))
                Assert.Equal(p, q, 1e-6);
        }
    }
}
