using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using GetYourMusicStyle.Scoring.Manifests;
using GetYourMusicStyle.Scoring.Models;
using Microsoft.ML.OnnxRuntime;

namespace GetYourMusicStyle.Scoring.Tests;

/// <summary>The models that come with the product answer here as they answered in the framework that trained them.</summary>
public partial class ParityTests
{
    private static readonly string Models = Path.Combine(Root(), "models");

    public static TheoryData<string> Members => [.. ManifestFile.Load(Models).Manifest.Members.Select(member => member.Name)];

    [Theory]
    [MemberData(nameof(Members))]
    public void A_member_agrees_with_the_framework_that_trained_it(string name)
    {
        var member = ManifestFile.Load(Models).Manifest.Members.Single(entry => entry.Name == name);
        var (shape, input) = Npy($"{name}.input.npy");
        var (logitShape, expected) = Npy($"{name}.logits.npy");
        using var session = new InferenceSession(Path.Combine(Models, member.File));
        using var value = OrtValue.CreateTensorValueFromMemory(input, shape);
        using var outputs = session.Run(new RunOptions(), session.InputNames, [value], ["logits"]);
        var logits = outputs[0].GetTensorDataAsSpan<float>();

        Assert.Equal(logitShape, outputs[0].GetTensorTypeAndShape().Shape);
        Assert.InRange(shape[0], 8, 1000);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], logits[i], 1e-4f);
    }

    [Fact]
    public void Both_ensembles_load_and_the_full_one_is_the_default()
    {
        using var all = Ensemble.Load(new ScoringOptions { ModelDirectory = Models });
        using var small = Ensemble.Load(new ScoringOptions { ModelDirectory = Models, Ensemble = "nn+xgb" });
        Assert.Equal("all", all.Entry.Name);
        Assert.Equal(14, all.Manifest.Genres.Count);
        Assert.True(small.NeedsSpectrograms);        // for their texture
    }

    private static (long[] Shape, float[] Values) Npy(string name)
    {
        byte[] bytes = File.ReadAllBytes(Path.Combine(Models, "parity", name));
        int start = 10 + bytes[8] + 256 * bytes[9];
        string header = Encoding.ASCII.GetString(bytes, 10, start - 10);
        Assert.Contains("'<f4'", header);
        Assert.Contains("'fortran_order': False", header);
        long[] shape = [.. Number().Matches(header[header.IndexOf('(')..]).Select(match => long.Parse(match.Value))];
        return (shape, MemoryMarshal.Cast<byte, float>(bytes.AsSpan(start)).ToArray());
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "GetYourMusicStyle.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("the repository was not found above the tests");
        return folder.FullName;
    }

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();
}
