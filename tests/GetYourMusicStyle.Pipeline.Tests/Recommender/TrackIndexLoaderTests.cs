using GetYourMusicStyle.Catalog.Index;
using GetYourMusicStyle.Recommender;
using GetYourMusicStyle.Recommender.Index;
using GetYourMusicStyle.RecommenderService.Index;

namespace GetYourMusicStyle.Pipeline.Tests.Recommender;

/// <summary>What a row of the catalog becomes in an index.</summary>
public class TrackIndexLoaderTests
{
    private static readonly string[] Genres = ["Calm", "Loud"];

    private readonly IndexRow _row = new(7, "Calm", 0.8, false, [0.8f, 0.2f], new float[25], new float[25], 180, "Title", null, null, "a.mp3");

    [Fact]
    public void The_embedding_of_the_catalog_says_what_is_near()
    {
        var index = new TrackIndex(Genres, 2, new RecommenderOptions());
        IndexedTrack Track(long id, float x) => TrackIndexLoader.ToIndexedTrack(_row with { TrackId = id, Embedding = [x, 0] }, index)!;
        index.Upsert([Track(1, 0.9f), Track(2, 0.2f), Track(3, -0.4f)]);
        var near = index.Nearest(SimilarityQuery.Of(Track(4, 0)), 3, new NeighbourFilter { IncludeDuplicates = true });
        Assert.Equal([2, 3, 1], near.Select(neighbour => neighbour.Track.Id));
    }

    [Theory]
    [InlineData(2, null)]
    [InlineData(0, new float[0])]
    [InlineData(0, new[] { 1f, 2f })]
    [InlineData(2, new[] { 1f })]
    [InlineData(2, new[] { 1f, float.NaN })]
    public void What_is_no_embedding_of_the_model_is_left_out_and_the_track_stays(int width, float[]? embedding)
    {
        var index = new TrackIndex(Genres, width, new RecommenderOptions());
        var track = TrackIndexLoader.ToIndexedTrack(_row with { Embedding = embedding }, index)!;
        index.Upsert([track]);
        Assert.Null(index.Find(7)!.Embedding);
        Assert.NotNull(index.Find(7)!.Summary);
    }
}
