using System.Text.Json;
using GetYourMusicStyle.Features.Mel;

namespace GetYourMusicStyle.Features.Tests;

/// <summary>The inputs of the two backbones: equal to those their authors' formulas give, finite, and free of garbage; see golden/backbones/README.md.</summary>
public sealed class BackboneMelTests
{
    private const int SampleRate = 22050, Span = 6 * SampleRate;

    private static readonly JsonElement Parameters =
        JsonDocument.Parse(File.ReadAllText(Path.Combine(Golden.Folder, "backbones", "parameters.json"))).RootElement;

    private static readonly MelParameters Sounds = Parameters.GetProperty("sounds").Deserialize<MelParameters>()!, Tags = Parameters.GetProperty("tags").Deserialize<MelParameters>()!;

    public static TheoryData<string, VectorWidth> Cases { get; } =
        Mels.AtEveryWidth(["05_drums_chord", "09_speech", "10_music_parsec47", "11_music30_tumiki"]);

    public static TheoryData<string> Names => ["sounds", "tags"];

    /// <summary>The reference is float16: half a unit of its last digit, and as much as float32 has in a logarithm.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void The_input_of_sounds_is_that_of_its_authors(string name, VectorWidth width)
    {
        float[] actual = Mels.Compute(Sounds, Golden.Samples(name).AsSpan(0, Span), width);
        Assert.Equal(602 * 128, actual.Length);
        Compare($"sounds-{name}", 5, [.. actual.Select(value => (value + 4.5f) / 5)], 128, expected => (Math.Abs(expected) / 2048) + 1e-5);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_input_of_tags_is_that_of_its_authors(string name, VectorWidth width)
    {
        float[] actual = Mels.Compute(Tags, Golden.Samples(name).AsSpan(0, Span), width);
        Assert.Equal(321 * 96, actual.Length);
        Compare($"tags-{name}", 3, actual, 96, expected => 1e-4);
    }

    [Fact]
    public void The_bank_of_tags_is_that_stored_with_its_weights()
    {
        var bank = new MelBank(MelScale.Htk, 96, 0, 8000, [.. Enumerable.Range(0, 257).Select(bin => bin * 31.25)]);
        var (expected, shape) = Golden.Array("../backbones/tags-bank");
        for (int row = 0; row < shape[0]; row++)
        {
            float[] actual = new float[shape[1]];
            var (first, weights) = bank[4 * row];
            weights.CopyTo(actual, first);
            for (int bin = 0; bin < actual.Length; bin++)
                Assert.Equal(expected[(row * actual.Length) + bin], actual[bin], 2e-5);       // theirs is computed in float32
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_warm_mel_spectrogram_allocates_nothing(string name)
    {
        var parameters = Of(name);
        float[] samples = Golden.Samples("10_music_parsec47"), mel = new float[MelSpectrogram.FramesOf(parameters, samples.Length) * parameters.Bands];
        var spectrogram = new MelSpectrogram(parameters);
        for (int i = 0; i < 3; i++)
            spectrogram.Compute(samples, mel);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 5; i++)
            spectrogram.Compute(samples.AsSpan(i), mel);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Silence_is_the_lowest_value_there_is(string name)
    {
        float lowest = name == "sounds" ? MathF.Log(1e-5f) : -100;
        foreach (float level in new[] { 0, 1e-30f, 1e-42f })
        {
            float[] samples = new float[Span];
            samples.AsSpan().Fill(level);
            foreach (VectorWidth width in Enum.GetValues<VectorWidth>())
                Assert.All(Mels.Compute(Of(name), samples, width), value => Assert.Equal(lowest, value, 1e-4f));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Signals_of_any_length_give_their_frames_and_what_another_length_left_behind_is_not_heard(string name)
    {
        var parameters = Of(name);
        float[] track = Golden.Samples("11_music30_tumiki");
        foreach (VectorWidth width in Enum.GetValues<VectorWidth>())
        {
            var reused = Mels.Of(parameters, width);
            foreach (int length in new[] { Span, 513, 1024, 3 * SampleRate, 12_345 })
            {
                float[] expected = Mels.Compute(parameters, track.AsSpan(0, length), width), actual = new float[expected.Length];
                Assert.Equal(1 + (length / parameters.HopLength), reused.Compute(track.AsSpan(0, length), actual));
                Assert.Equal(expected, actual);
                Assert.All(actual, value => Assert.True(float.IsFinite(value)));
            }
            Assert.Equal(0, reused.Compute(track.AsSpan(0, 512), []));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void All_widths_give_the_same_answers(string name)
    {
        float[] samples = Golden.Samples("09_speech"), scalar = Mels.Compute(Of(name), samples, VectorWidth.Scalar);
        Assert.Equal(scalar, Mels.Compute(Of(name), samples, VectorWidth.Bits256));
        Assert.Equal(scalar, Mels.Compute(Of(name), samples, VectorWidth.Bits512));
    }

    /// <summary>Full scale with the loudest there is beside it: no band is without a number.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Every_golden_file_gives_finite_values(string name) =>
        Assert.All(Golden.Names, file => Assert.All(Mels.Compute(Of(name), Golden.Samples(file)), value => Assert.True(float.IsFinite(value))));

    [Fact]
    public void Bands_above_half_the_rate_hold_the_offset_alone()
    {
        float[] mel = Mels.Compute(Sounds, Golden.Samples("02_noise"));
        for (int frame = 0; frame < mel.Length; frame += 128)
        {
            Assert.Equal(Math.Log(1e-5), mel[frame + 127], 1e-5);
            Assert.NotEqual(Math.Log(1e-5), mel[frame + 113], 1e-5);
        }
    }

    private static MelParameters Of(string name) => name == "sounds" ? Sounds : Tags;

    private static void Compare(string reference, int every, float[] actual, int bands, Func<float, double> tolerance)
    {
        var (expected, shape) = Golden.Array($"../backbones/{reference}");
        Assert.Equal(bands, shape[1]);
        for (int i = 0; i < expected.Length; i++)
        {
            float value = actual[(i / bands * every * bands) + (i % bands)];
            Assert.True(Math.Abs(value - expected[i]) <= tolerance(expected[i]), $"frame {i / bands * every} band {i % bands}: {value} is not {expected[i]}");
        }
    }
}
