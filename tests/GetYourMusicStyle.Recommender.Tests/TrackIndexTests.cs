using GetYourMusicStyle.Recommender.Index;

namespace GetYourMusicStyle.Recommender.Tests;

/// <summary>What the index finds is what a look at every track finds.</summary>
public class TrackIndexTests
{
    private const int Many = 40_000;      // more than two sealed segments

    private static readonly NeighbourFilter Everything = new() { IncludeUncertain = true, IncludeDuplicates = true };

    private static readonly float[] NoNumbers = [];

    private readonly RandomMusic _music = new(1);

    [Theory]
    [InlineData(14, 24, 1.0, 0.2)]
    [InlineData(14, 24, 0.0, 1.0)]
    [InlineData(14, 24, 3.0, 0.0)]
    [InlineData(14, 7, 1.0, 0.5)]
    [InlineData(14, 0, 1.0, 0.5)]
    [InlineData(3, 64, 1.0, 1.0)]
    [InlineData(140, 24, 1.0, 0.05)]
    public void It_finds_exactly_the_nearest(int genres, int embeddingWidth, double genreWeight, double soundWeight)
    {
        var music = new RandomMusic(2, genres, embeddingWidth);
        var tracks = music.Tracks(Many);
        var index = music.Index(new() { GenreWeight = genreWeight, SoundWeight = soundWeight }, tracks);
        Assert.Equal(Many, index.Count);
        foreach (var track in (IndexedTrack[])[tracks[0], tracks[17_000], tracks[^1], music.Track(-1)])
            AssertNearest(index, tracks, track, 20, Everything);
    }

    [Fact]
    public void Tracks_as_near_as_each_other_come_by_id()
    {
        var tracks = _music.Alike(Many, 200);
        var index = Filled(tracks);
        AssertNearest(index, tracks, tracks[5], 300, Everything);
        AssertNearest(index, tracks, tracks[5], 1, Everything);
    }

    [Fact]
    public void Filters_hold_and_do_not_cost_neighbours()
    {
        var tracks = _music.Tracks(Many);
        var index = Filled(tracks);
        var certain = new NeighbourFilter { IncludeDuplicates = true };
        AssertNearest(index, tracks, tracks[3], 20, certain);
        AssertNearest(index, tracks, tracks[3], 20, certain with { Genre = "Genre 5" });
        var near = index.Nearest(SimilarityQuery.Of(tracks[3]), 10, certain).Select(neighbour => neighbour.Track.Id).ToHashSet();
        AssertNearest(index, tracks, tracks[3], 20, certain with { ExcludedIds = near });
        Assert.DoesNotContain(index.Nearest(SimilarityQuery.Of(tracks[3]), 100, certain with { ExcludedIds = near }), neighbour => near.Contains(neighbour.Track.Id));
    }

    [Fact]
    public void It_follows_what_is_added_changed_and_removed()
    {
        var index = Filled([]);
        var expected = new Dictionary<long, IndexedTrack>();
        var random = new Random(3);
        for (int round = 0; round < 30; round++)
        {
            var added = Enumerable.Range(0, 3000).Select(_ => _music.Track(random.Next(50_000))).ToList();
            index.Upsert(added);
            added.ForEach(track => expected[track.Id] = track);
            foreach (long id in expected.Keys.Where(_ => random.Next(8) == 0).ToList())
            {
                Assert.True(index.Remove(id));
                Assert.False(index.Remove(id));
                expected.Remove(id);
            }
            Assert.Equal(expected.Count, index.Count);
            AssertNearest(index, expected.Values, _music.Track(-1), 20, Everything);
        }
        Assert.All(Enumerable.Range(0, 50_000), id => AssertSame(expected.GetValueOrDefault(id), index.Find(id)));
    }

    [Fact]
    public void A_mix_of_genres_is_looked_for_by_genre_alone()
    {
        var tracks = _music.Tracks(Many);
        var index = Filled(tracks);
        var mix = new Dictionary<string, double> { ["Genre 1"] = 60, ["Genre 4"] = 40 };
        var found = index.Nearest(SimilarityQuery.Of(mix), 20, Everything);
        var expected = tracks
            .Select(track => (track.Id, Distance: Math.Sqrt(track.Probabilities.Index().Sum(p => Math.Pow(Math.Sqrt(p.Item) - Math.Sqrt(mix.GetValueOrDefault($"Genre {p.Index}") / 100), 2)) / 2)))
            .OrderBy(track => track.Distance).Take(20).ToList();
        Assert.Equal(expected.Select(track => track.Id), found.Select(neighbour => neighbour.Track.Id));
        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First.Distance, pair.Second.Distance, 5));
    }

    [Fact]
    public void Of_several_tracks_the_nearest_to_any_are_found()
    {
        var tracks = _music.Tracks(Many);
        var index = Filled(tracks);
        IndexedTrack[] liked = [tracks[1], tracks[20_000], .. index.Nearest(SimilarityQuery.Of(tracks[1]), 3, Everything).Select(neighbour => neighbour.Track)];
        var expected = tracks.Where(track => !liked.Any(other => other.Id == track.Id)).Select(track => (track.Id, Distance: liked.Min(other => index.Distance(other, track))))
            .OrderBy(track => track.Distance).ThenBy(track => track.Id).Take(50);
        var found = index.Nearest(SimilarityQuery.Of(liked), 50, Everything);
        Assert.Equal(expected, found.Select(neighbour => (neighbour.Track.Id, neighbour.Distance)));
    }

    [Fact]
    public void The_distance_is_that_of_the_documentation()
    {
        var options = new RecommenderOptions { GenreWeight = 2, SoundWeight = 0.5 };
        var index = _music.Index(options);
        var one = _music.Track(1) with { Embedding = _music.Embedding() };
        var other = _music.Track(2) with { Embedding = _music.Embedding() };
        double genres = one.Probabilities.Zip(other.Probabilities, (p, q) => Math.Pow(Math.Sqrt(p) - Math.Sqrt(q), 2)).Sum() / 2;
        double sound = one.Embedding!.Zip(other.Embedding!, (a, b) => Math.Pow(a - b, 2)).Sum();
        Assert.Equal(Math.Sqrt((2 * genres) + (0.5 * sound)), index.Distance(one, other), 5);
        Assert.Equal(index.Distance(one, other), index.Distance(one with { Summary = null }, other with { Summary = _music.Features() }));
        var unknown = other with { Embedding = null };
        Assert.Equal(Math.Sqrt((2 * genres) + (0.5 * (0.5 + one.Embedding!.Sum(a => a * a)))), index.Distance(one, unknown), 5);
        Assert.Equal(0, index.Distance(unknown, unknown));
    }

    [Fact]
    public async Task Readers_see_whole_updates_while_one_writes()
    {
        // Every update replaces all tracks by those of a new generation: a reader may see any generation, but only one.
        const int Size = 700, Generations = 120;
        var point = _music.Track(-1);
        var generations = Enumerable.Range(0, 4).Select(_ => _music.Tracks(Size)).ToList();
        var index = Filled([.. generations[0].Select(track => track with { Album = "0" })]);
        using var stop = new CancellationTokenSource();
        using var reading = new CountdownEvent(2);
        var readers = Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            int searches = 0;
            for (; !stop.IsCancellationRequested; searches++)
            {
                var found = index.Nearest(SimilarityQuery.Of(point), Size, Everything);
                Assert.Equal(Size, found.Count);
                Assert.Single(found.Select(neighbour => neighbour.Track.Album).Distinct());
                Assert.Equal(Size, index.Count);
                Assert.NotNull(index.Find(1 + (searches % Size)));
                if (searches == 0)
                    reading.Signal();
            }
            return searches;
        })).ToArray();
        reading.Wait(TimeSpan.FromMinutes(1));
        for (int generation = 1; generation < Generations; generation++)
            index.Upsert([.. generations[generation % 4].Select(track => track with { Album = $"{generation}" })]);
        await stop.CancelAsync();
        Assert.All(await Task.WhenAll(readers), searches => Assert.True(searches > 0));
    }

    [Fact]
    public void What_is_no_track_of_this_index_is_refused_and_changes_nothing()
    {
        var index = Filled([]);
        var track = _music.Track(1) with { Embedding = _music.Embedding(), Summary = _music.Features() };
        foreach (var wrong in (IndexedTrack[])[track with { Probabilities = [1] }, track with { Genre = "Polka" },
            track with { Probabilities = [.. track.Probabilities.Select((p, i) => i == 0 ? float.NaN : p)] },
            track with { Embedding = [1, 2] }, track with { Embedding = [.. track.Embedding!.Select((e, i) => i == 5 ? float.NaN : e)] },
            track with { Summary = new FeatureSummary([1], [2]) }, track with { Summary = track.Summary with { StandardDeviations = [.. Enumerable.Repeat(float.PositiveInfinity, 25)] } }])
        {
            Assert.Throws<ArgumentException>(() => index.Upsert([track, wrong]));
            Assert.Equal(0, index.Count);
            Assert.Null(index.Find(1));
        }
        Assert.Throws<ArgumentException>(() => index.Nearest(SimilarityQuery.Of(new Dictionary<string, double> { ["Polka"] = 1 }), 5));
        Assert.Throws<ArgumentException>(() => index.Nearest(SimilarityQuery.Of(track), 5, new NeighbourFilter { Genre = "Polka" }));
        Assert.Empty(index.Nearest(SimilarityQuery.Of(track), 5));
        Assert.Throws<ArgumentException>(() => new TrackIndex(["Jazz", "Jazz"], 24, new RecommenderOptions()));
        Assert.Throws<ArgumentException>(() => new TrackIndex(["Jazz"], -1, new RecommenderOptions()));
    }

    private TrackIndex Filled(IReadOnlyCollection<IndexedTrack> tracks) => _music.Index(tracks: tracks);

    private static void AssertNearest(TrackIndex index, IEnumerable<IndexedTrack> tracks, IndexedTrack track, int count, NeighbourFilter filter)
    {
        var expected = tracks
            .Where(other => other.Id != track.Id && (filter.IncludeUncertain || !other.Uncertain) && (filter.Genre ?? other.Genre) == other.Genre)
            .Where(other => !filter.ExcludedIds.Contains(other.Id))
            .Select(other => (other.Id, Distance: index.Distance(track, other)))
            .OrderBy(other => other.Distance).ThenBy(other => other.Id).Take(count).ToList();
        var found = index.Nearest(SimilarityQuery.Of(track), count, filter);
        Assert.Equal(expected, found.Select(neighbour => (neighbour.Track.Id, neighbour.Distance)));
    }

    private static void AssertSame(IndexedTrack? expected, IndexedTrack? found)
    {
        Assert.Equal(expected is null, found is null);
        if (expected is null || found is null)
            return;
        Assert.Equal(expected with { Probabilities = NoNumbers, Embedding = null, Summary = null }, found with { Probabilities = NoNumbers, Embedding = null, Summary = null });
        Assert.All(expected.Probabilities.Zip(found.Probabilities), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
        Assert.Equal(expected.Embedding, found.Embedding);
        Assert.Equal(expected.Summary is null, found.Summary is null);
        if (expected.Summary is not null)
            Assert.InRange(CodecVariation.Default.Between(expected.Summary, found.Summary!), 0, 0.02);
    }
}
