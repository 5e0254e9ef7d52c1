namespace GetYourMusicStyle.Recommender.Tests;

public class SimilarityQueryTests
{
    [Theory]
    [InlineData(-1, 2)]
    [InlineData(0, 0)]
    [InlineData(double.NaN, 1)]
    [InlineData(double.MaxValue, double.MaxValue)]
    public void A_mix_of_unusable_shares_is_refused(double first, double second) =>
        Assert.Throws<ArgumentException>(() => SimilarityQuery.Of(new Dictionary<string, double> { ["Jazz"] = first, ["Pop"] = second }));

    [Fact]
    public void The_shares_of_a_mix_are_brought_to_a_sum_of_one()
    {
        var mix = SimilarityQuery.Of(new Dictionary<string, double> { ["Jazz"] = 60, ["Pop"] = 20 }).Genres!;
        Assert.Equal(0.75, mix["Jazz"], 12);
        Assert.Equal(0.25, mix["Pop"], 12);
    }
}
