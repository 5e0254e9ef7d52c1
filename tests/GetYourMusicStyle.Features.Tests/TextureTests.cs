namespace GetYourMusicStyle.Features.Tests;

/// <summary>The temporal statistics of a log spectrogram, on pictures whose values can be worked out by hand.</summary>
public class TextureTests
{
    private const int Side = 100;
    private const int Change = SpectrogramTexture.Bands, Periodicity = 2 * SpectrogramTexture.Bands;

    [Fact]
    public void A_steady_picture_has_no_movement()
    {
        float[] texture = Of((row, _) => -row / 2f);
        Assert.All(texture, value => Assert.Equal(0, value, 1e-6));
    }

    [Fact]
    public void A_band_that_alternates_by_8_decibels_varies_by_half_of_it_and_changes_by_all()
    {
        float[] texture = Of((row, column) => row / 5 == 3 ? -40 + (column % 2 * 8) : -40);
        for (int band = 0; band < SpectrogramTexture.Bands; band++)
        {
            Assert.Equal(band == 3 ? 0.05 : 0, texture[band], 1e-6);
            Assert.Equal(band == 3 ? 0.1 : 0, texture[Change + band], 1e-6);
        }
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(1, 8)]
    [InlineData(2, 20)]
    public void Onsets_show_at_their_period_in_their_register(int register, int period)
    {
        float[] texture = Of((row, column) => row * 3 / Side == register && column % period == 0 ? -10 : -60);
        for (int r = 0; r < SpectrogramTexture.Registers; r++)
        {
            float[] lags = texture[(Periodicity + (r * SpectrogramTexture.Lags))..][..SpectrogramTexture.Lags];
            int best = Array.IndexOf(lags, lags.Max()) + 2;
            if (r != register)
                Assert.All(lags, value => Assert.Equal(0, value));
            else
                Assert.Equal(0, best % period);
        }
        Assert.InRange(texture[Periodicity + (register * SpectrogramTexture.Lags) + period - 2], 0.9, 1.3);
    }

    [Fact]
    public void A_louder_copy_has_the_same_texture()
    {
        var rng = new Random(1);
        float[] picture = [.. Enumerable.Range(0, Side * Side).Select(_ => -70 + (40 * rng.NextSingle()))];
        float[] quiet = Of((row, column) => picture[(row * Side) + column]);
        float[] loud = Of((row, column) => picture[(row * Side) + column] + 20);
        for (int i = 0; i < quiet.Length; i++)
            Assert.Equal(quiet[i], loud[i], 1e-5);
    }

    [Fact]
    public void Every_value_has_a_name() => Assert.Equal(SpectrogramTexture.Count, SpectrogramTexture.Names.Distinct().Count());

    private static float[] Of(Func<int, int, float> decibels)
    {
        float[] picture = [.. from row in Enumerable.Range(0, Side) from column in Enumerable.Range(0, Side) select decibels(row, column)];
        float[] texture = new float[SpectrogramTexture.Count];
        SpectrogramTexture.Compute(picture, texture);
        return texture;
    }
}
