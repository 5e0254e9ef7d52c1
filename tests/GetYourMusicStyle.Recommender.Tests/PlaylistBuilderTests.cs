using GetYourMusicStyle.Recommender.Index;
using GetYourMusicStyle.Recommender.Playlists;

namespace GetYourMusicStyle.Recommender.Tests;

public class PlaylistBuilderTests
{
    private static readonly RecommenderOptions Options = new();

    private readonly RandomMusic _music = new(11);
    private readonly PlaylistBuilder _builder = new(Options);
    private readonly IReadOnlyList<IndexedTrack> _tracks;
    private readonly TrackIndex _index;

    public PlaylistBuilderTests()
    {
        _tracks = _music.Tracks(4000);
        _index = _music.Index(Options, _tracks);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(25)]
    [InlineData(1000)]
    public void The_same_seed_gives_the_same_list_another_seed_another(int size)
    {
        var request = new PlaylistRequest { Query = SimilarityQuery.Of(_tracks[0]), Size = size, Seed = 1 };
        long[] one = Ids(request), other = Ids(request with { Seed = 2 });
        Assert.Equal(size, one.Distinct().Count());
        Assert.Equal(one, Ids(request));
        Assert.NotEqual(one, other);
        Assert.DoesNotContain(1, one);
    }

    [Fact]
    public void A_list_is_much_nearer_to_its_taste_than_other_tracks()
    {
        double AverageOf(IEnumerable<IndexedTrack> tracks) => tracks.Average(track => _index.Distance(_tracks[0], track));
        var unseeded = _builder.Build(_index, new PlaylistRequest { Query = SimilarityQuery.Of(_tracks[0]) });
        var seeded = _builder.Build(_index, new PlaylistRequest { Query = SimilarityQuery.Of(_tracks[0]), Seed = 5 });
        Assert.True(AverageOf(unseeded.Tracks) <= AverageOf(seeded.Tracks));
        Assert.True(AverageOf(seeded.Tracks) < 0.8 * AverageOf(_tracks.Skip(1)));
    }

    [Fact]
    public void It_flows_better_than_any_of_many_shuffled_orders()
    {
        var tracks = _builder.Build(_index, new PlaylistRequest { Query = SimilarityQuery.Of([_tracks[0], _tracks[9]]), Size = 60, Seed = 1 }).Tracks;
        var random = new Random(1);
        double length = Length(tracks);
        Assert.All(Enumerable.Range(0, 200), _ => Assert.True(length < 0.8 * Length([.. tracks.OrderBy(_ => random.Next())])));
        // Nor can it be shortened by swapping two tracks.
        for (int i = 1; i < tracks.Count; i++)
        {
            for (int j = i + 1; j < tracks.Count; j++)
            {
                IndexedTrack[] turned = [.. tracks.Take(i), .. tracks.Skip(i).Take(j - i + 1).Reverse(), .. tracks.Skip(j + 1)];
                Assert.True(Repeats(turned) > 0 || Length(turned) >= length - 1e-4);
            }
        }
    }

    [Theory]
    [InlineData(25)]
    [InlineData(7)]
    [InlineData(1)]
    public void The_shares_of_a_mix_are_those_of_the_list(int size)
    {
        var mix = SimilarityQuery.Of(new Dictionary<string, double> { ["Genre 2"] = 60, ["Genre 9"] = 40 });
        var list = _builder.Build(_index, new PlaylistRequest { Query = mix, Size = size, Seed = 3 });
        Assert.Equal("60 % Genre 2, 40 % Genre 9", list.Name);
        Assert.Equal(size, list.Tracks.Count);
        Assert.InRange(list.Tracks.Count(track => track.Genre == "Genre 2"), (0.6 * size) - 0.5, (0.6 * size) + 0.5);
        Assert.All(list.Tracks, track => Assert.True(track.Genre is "Genre 2" or "Genre 9"));
    }

    [Fact]
    public void A_genre_with_too_few_tracks_is_made_up_for()
    {
        var few = _tracks.Where(track => track.Genre == "Genre 2" && !track.Uncertain).Take(3).ToList();
        var index = _music.Index(Options, [.. few, .. _tracks.Where(track => track.Genre == "Genre 9")]);
        var mix = SimilarityQuery.Of(new Dictionary<string, double> { ["Genre 2"] = 60, ["Genre 9"] = 40 });
        var list = _builder.Build(index, new PlaylistRequest { Query = mix, Size = 20 });
        Assert.Equal(20, list.Tracks.Count);
        Assert.Equal(3, list.Tracks.Count(track => track.Genre == "Genre 2"));
    }

    [Theory]
    [InlineData(1, 25)]
    [InlineData(2, 200)]
    [InlineData(3, 250)]
    public void No_artist_follows_itself_where_another_can_come_between(int artists, int size)
    {
        // Half of the tracks are by one artist, the others by few.
        var tracks = _tracks.Select((track, i) => track with { Uncertain = false, Artist = i % 2 == 0 ? (i % 4 == 0 ? "THE SAME " : "The Same") : $"Artist {i % (artists * 10)}" }).ToList();
        var index = _music.Index(Options, tracks);
        var builder = new PlaylistBuilder(new RecommenderOptions { ArtistShare = 0.5 });
        foreach (var query in (SimilarityQuery[])[SimilarityQuery.Of(tracks[0]), SimilarityQuery.Of(new Dictionary<string, double> { ["Genre 1"] = 1 })])
        {
            var list = builder.Build(index, new PlaylistRequest { Query = query, Size = size, Seed = 1 });
            Assert.Equal(0, Repeats(list.Tracks));
        }
    }

    [Fact]
    public void An_album_by_one_artist_and_a_few_others_is_spread_as_well_as_it_can_be()
    {
        var index = _music.Index(Options, [.. _tracks.Take(20).Select((track, i) => track with { Uncertain = false, Artist = i < 12 ? "One" : $"Other {i}" })]);
        var list = _builder.Build(index, new PlaylistRequest { Query = SimilarityQuery.Of(_tracks[100]), Size = 20 });
        Assert.Equal(20, list.Tracks.Count);
        Assert.Equal(3, Repeats(list.Tracks));      // 12 tracks with 8 between them
    }

    [Fact]
    public void Unknown_artists_are_not_the_same_artist()
    {
        long[] Listed(Func<IndexedTrack, string?> artist)
        {
            var index = _music.Index(Options, [.. _tracks.Take(50).Select(track => track with { Uncertain = false, Artist = artist(track) })]);
            return [.. _builder.Build(index, new PlaylistRequest { Query = SimilarityQuery.Of(_tracks[100]), Size = 10 }).Tracks.Select(track => track.Id)];
        }
        Assert.Equal(Listed(track => $"{track.Id}"), Listed(track => (track.Id % 3) switch { 0 => null, 1 => " ", _ => $"{track.Id}" }));
    }

    [Fact]
    public void Uncertain_and_excluded_tracks_stay_out_unless_asked_for()
    {
        var request = new PlaylistRequest { Query = SimilarityQuery.Of(_tracks[0]), Size = 200 };
        var list = _builder.Build(_index, request);
        Assert.DoesNotContain(list.Tracks, track => track.Uncertain);
        Assert.Contains(_builder.Build(_index, request with { IncludeUncertain = true }).Tracks, track => track.Uncertain);
        var excluded = list.Tracks.Take(100).Select(track => track.Id).ToHashSet();
        Assert.DoesNotContain(_builder.Build(_index, request with { ExcludedIds = excluded }).Tracks, track => excluded.Contains(track.Id));
    }

    [Fact]
    public void What_it_is_like_comes_first_if_it_is_to_be_in_it()
    {
        var list = _builder.Build(_index, new PlaylistRequest { Query = SimilarityQuery.Of([_tracks[4], _tracks[2]]), Size = 10, IncludeLiked = true });
        Assert.Equal([5, 3], list.Tracks.Take(2).Select(track => track.Id));
        Assert.Equal(10, list.Tracks.DistinctBy(track => track.Id).Count());
    }

    [Fact]
    public void No_recording_is_in_a_list_twice()
    {
        var models = _tracks.Take(30).Select(track => track with { Uncertain = false, Summary = _music.Features() }).ToList();
        var index = _music.Index(Options, [.. models.SelectMany(track => Enumerable.Range(0, 5).Select(copy => track with { Id = (track.Id * 10) + copy, DurationSeconds = track.DurationSeconds + (copy * 0.02), Title = $"{copy}" }))]);
        var list = _builder.Build(index, new PlaylistRequest { Query = SimilarityQuery.Of(models[0]), Size = 100, Seed = 1 });
        Assert.Equal(29, list.Tracks.Count);
        Assert.Equal(29, list.Tracks.DistinctBy(track => track.Id / 10).Count());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public void A_size_out_of_range_is_refused(int size) =>
        Assert.Throws<ArgumentException>(() => _builder.Build(_index, new PlaylistRequest { Query = SimilarityQuery.Of(_tracks[0]), Size = size }));

    [Fact]
    public void An_empty_index_gives_an_empty_list() =>
        Assert.Empty(_builder.Build(_music.Index(Options), new PlaylistRequest { Query = SimilarityQuery.Of(_tracks[0]) }).Tracks);

    private long[] Ids(PlaylistRequest request) => [.. _builder.Build(_index, request).Tracks.Select(track => track.Id)];

    private double Length(IReadOnlyList<IndexedTrack> tracks) => tracks.Zip(tracks.Skip(1), _index.Distance).Sum();

    private static int Repeats(IReadOnlyList<IndexedTrack> tracks) =>
        tracks.Zip(tracks.Skip(1), (one, other) => one.Artist is not null && string.Equals(one.Artist.Trim(), other.Artist?.Trim(), StringComparison.OrdinalIgnoreCase)).Count(same => same);
}
