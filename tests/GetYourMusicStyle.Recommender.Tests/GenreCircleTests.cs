using GetYourMusicStyle.Recommender.Map;

namespace GetYourMusicStyle.Recommender.Tests;

/// <summary>Where tracks are on the map.</summary>
public class GenreCircleTests
{
    private static readonly float[] Sure = [0, 1, 0, 0], Mixed = [0.5f, 0, 0.5f, 0];

    private readonly GenreCircle _circle = GenreCircle.Of(4, []);

    [Fact]
    public void Without_an_embedding_a_track_is_where_its_genres_are()
    {
        Assert.Equal(_circle.Places[1], _circle.PlaceOf(Sure, []));
        var (x, y) = _circle.PlaceOf(Mixed, default);
        Assert.Equal((0, 0), (Math.Round(x, 9), Math.Round(y, 9)));
    }

    [Fact]
    public void Of_one_genre_those_that_sound_alike_are_together()
    {
        double Apart(float[] one, float[] other)
        {
            var (a, b) = (_circle.PlaceOf(Sure, one), _circle.PlaceOf(Sure, other));
            return Math.Sqrt(Math.Pow(a.X - b.X, 2) + Math.Pow(a.Y - b.Y, 2));
        }
        Assert.True(Apart([0.3f, -0.2f, 0], [0.25f, -0.2f, 0.5f]) < 0.5 * Apart([0.3f, -0.2f, 0], [-0.3f, 0.2f, 0]));
        Assert.InRange(Apart([100, 100], [-100, -100]), 0.3, 0.43);      // never as far as the next genre of 14
        Assert.Equal(_circle.Places[1], _circle.PlaceOf(Sure, [float.NaN, float.PositiveInfinity]));
    }
}
