namespace GetYourMusicStyle.Recommender.Tests;

public class DuplicateDetectorTests
{
    private static readonly RecommenderOptions Options = new();

    private readonly RandomMusic _music = new(21);

    [Fact]
    public void What_encodings_usually_do_makes_no_other_recording()
    {
        var track = _music.Track(1) with { Summary = _music.Features() };
        Assert.True(DuplicateDetector.AreDuplicates(track, track with { Id = 2, DurationSeconds = track.DurationSeconds + 0.07, Summary = Moved(track.Summary, 2) }, Options));
        Assert.False(DuplicateDetector.AreDuplicates(track, track with { Id = 2, Summary = Moved(track.Summary, 4) }, Options));
    }

    [Fact]
    public void Another_length_is_another_recording()
    {
        var track = _music.Track(1) with { Summary = _music.Features() };
        Assert.False(DuplicateDetector.AreDuplicates(track, track with { Id = 2, DurationSeconds = track.DurationSeconds + 0.6 }, Options));
    }

    [Fact]
    public void Without_features_nothing_is_known_to_be_the_same()
    {
        var track = _music.Track(1) with { Summary = null };
        Assert.False(DuplicateDetector.AreDuplicates(track, track with { Id = 2 }, Options));
    }

    [Fact]
    public void What_does_not_sound_alike_is_not_looked_at_any_closer()
    {
        var track = _music.Track(1) with { Embedding = _music.Embedding(), Summary = _music.Features() };
        IndexedTrack Away(double distance) => track with { Id = 2, Embedding = [track.Embedding![0] + (float)distance, .. track.Embedding[1..]] };
        Assert.True(DuplicateDetector.AreDuplicates(track, Away(0.49), Options));
        Assert.False(DuplicateDetector.AreDuplicates(track, Away(0.51), Options));
        Assert.True(DuplicateDetector.AreDuplicates(track, Away(0.51), new() { DuplicateDistance = 0.6 }));
    }

    [Fact]
    public void A_model_without_embeddings_leaves_it_to_the_features()
    {
        var track = _music.Track(1) with { Embedding = null, Summary = _music.Features() };
        Assert.True(DuplicateDetector.AreDuplicates(track, track with { Id = 2 }, Options));
        Assert.True(DuplicateDetector.AreDuplicates(track, track with { Id = 2, Embedding = _music.Embedding() }, Options));
        Assert.False(DuplicateDetector.AreDuplicates(track, track with { Id = 2, Summary = _music.Features() }, Options));
    }

    [Fact]
    public void Different_music_is_told_apart()
    {
        var tracks = _music.Tracks(1000).Select(track => track with { DurationSeconds = 180, Summary = _music.Features() }).ToList();
        Assert.Equal(0, Enumerable.Range(1, 999).Sum(i => Enumerable.Range(0, i).Count(j => DuplicateDetector.AreDuplicates(tracks[i], tracks[j], Options))));
    }

    [Fact]
    public void Neighbours_are_no_copies_of_each_other_nor_of_what_is_liked()
    {
        var songs = _music.Tracks(40).Select(track => track with { Uncertain = false, Summary = _music.Features() }).ToList();
        var index = _music.Index(Options, [.. songs.SelectMany(song => Enumerable.Range(0, 12).Select(copy => song with { Id = (song.Id * 100) + copy, Summary = Moved(song.Summary!, copy * 0.02) }))]);
        var liked = songs[7] with { Id = 703 };
        var found = index.Nearest(SimilarityQuery.Of(liked), 20).Select(neighbour => neighbour.Track.Id / 100).ToList();
        Assert.Equal(20, found.Distinct().Count());
        Assert.DoesNotContain(songs[7].Id, found);
        Assert.Equal(39, index.Nearest(SimilarityQuery.Of(liked), 1000).Count);
        Assert.Equal(479, index.Nearest(SimilarityQuery.Of(liked), 1000, new NeighbourFilter { IncludeDuplicates = true }).Count);
    }

    private static FeatureSummary Moved(FeatureSummary features, double times) => new(
        [.. features.Means.Zip(CodecVariation.Default.Means, (value, usual) => (float)(value + (times * usual)))],
        [.. features.StandardDeviations.Zip(CodecVariation.Default.StandardDeviations, (value, usual) => (float)(value - (times * usual)))]);
}
