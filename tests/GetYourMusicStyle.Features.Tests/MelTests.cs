using System.Text.Json;
using GetYourMusicStyle.Features.Mel;

namespace GetYourMusicStyle.Features.Tests;

/// <summary>Mel spectrograms of other publishers' parameters against numpy with librosa's formulas; golden/mel/make.py wrote them.</summary>
public class MelTests
{
    private static readonly JsonElement Cases = JsonDocument.Parse(File.ReadAllText(Path.Combine(Golden.Folder, "mel", "cases.json"))).RootElement;

    public static TheoryData<string, VectorWidth> Names { get; } = Mels.AtEveryWidth(Cases.EnumerateObject().Select(one => one.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_mel_spectrogram_is_the_one_numpy_gives(string name, VectorWidth width)
    {
        var parameters = Cases.GetProperty(name).Deserialize<MelParameters>()!;
        var (samples, _) = Golden.Array("../mel/input");
        var (expected, shape) = Golden.Array($"../mel/{name}");
        Assert.Equal([MelSpectrogram.FramesOf(parameters, samples.Length), parameters.Bands], shape);
        float[] actual = new float[expected.Length];
        var mel = Mels.Of(parameters, width);
        for (int again = 0; again < 2; again++)
        {
            Assert.Equal(shape[0], mel.Compute(samples, actual));
            for (int i = 0; i < expected.Length; i++)
                Assert.InRange(actual[i] - expected[i], -1e-5f - (1e-5f * Math.Abs(expected[i])), 1e-5f + (1e-5f * Math.Abs(expected[i])));
        }
    }

    public static readonly TheoryData<string, string> Faults = new()
    {
        { """ "sample_rate": 32000 """, "sample_rate must be from 4000 to 22050, not 32000" },
        { """ "n_fft": 400 """, "n_fft must be a power of two" },
        { """ "win_length": 513 """, "win_length must be from 1 to n_fft" },
        { """ "hop_length": 0 """, "hop_length must be" },
        { """ "window": "kaiser" """, "window 'kaiser' is not known; known: hann, hamming, boxcar, hann_symmetric" },
        { """ "padding": "edge" """, "padding 'edge' is not known" },
        { """ "n_mels": 0 """, "n_mels must be" },
        { """ "f_max": 8001 """, "f_max at most half the sample_rate" },
        { """ "scale": "bark" """, "scale 'bark' is not known" },
        { """ "norm": "l2" """, "norm 'l2' is not known" },
        { """ "power": 3 """, "power must be 1 or 2" },
        { """ "triangles": "octave" """, "triangles 'octave' is not known; known: hertz, mel" },
        { """ "gain": 0 """, "gain must be above 0" },
        { """ "pre_emphasis": { "factor": 2, "rate": 16000 } """, "pre_emphasis: factor must be from 0 to 1" },
        { """ "f_max": 8001, "pre_emphasis": { "factor": 0.9, "rate": 16000 } """, "half the rate of pre_emphasis" },
        { """ "log": { "kind": "log2" } """, "log 'log2' is not known; known: none, ln, log10_1p, db, db_max" },
        { """ "log": { "kind": "ln" } """, "log 'ln' needs offset, above 0" },
        { """ "log": { "kind": "db", "reference": 1, "factor": 2 } """, "a parameter that is not its own" },
        { """ "log": { "kind": "db_max", "top_db": -80 } """, "top_db must be above 0" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Parameters_that_make_no_sense_are_named(string change, string message)
    {
        var parameters = Cases.GetProperty("log10_1p").Deserialize<Dictionary<string, JsonElement>>()!;
        foreach (var (key, value) in JsonSerializer.Deserialize<Dictionary<string, JsonElement>>($"{{{change}}}")!)
            parameters[key] = value;
        Assert.Contains(message, JsonSerializer.SerializeToElement(parameters).Deserialize<MelParameters>()!.Fault(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_parameter_that_is_misspelt_or_missing_is_an_error()
    {
        string text = Cases.GetProperty("db").GetRawText();
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<MelParameters>(text.Replace("f_min", "fmin", StringComparison.Ordinal)));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<MelParameters>(text.Replace("\"reference\"", "\"ref\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void Other_parameters_have_another_key()
    {
        var keys = Cases.EnumerateObject().Select(one => one.Value.Deserialize<MelParameters>()!.Key).ToHashSet();
        Assert.Equal(Cases.EnumerateObject().Count(), keys.Count);
        Assert.Matches("^[0-9a-f]{16}$", keys.First());
        Assert.Equal("faf86b3324184cea", Cases.GetProperty("log10_1p").Deserialize<MelParameters>()!.Key);      // as when gain and the like were unknown
    }
}
