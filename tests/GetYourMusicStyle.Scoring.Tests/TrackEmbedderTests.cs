using GetYourMusicStyle.Scoring.Embeddings;

namespace GetYourMusicStyle.Scoring.Tests;

/// <summary>What backbones are shown of a track.</summary>
public class TrackEmbedderTests
{
    [Fact]
    public void A_context_is_centred_on_its_window_and_shifted_to_stay_inside_the_track()
    {
        using var folder = Numbered.Folder();
        using var ensemble = folder.Load("ear");
        AssertRows([[1, 2, 3], [1, 2, 3], [2, 3, 4], [3, 4, 5], [3, 4, 5]], Numbered.Embed(ensemble, Track(5)).Single());
    }

    [Theory]
    [InlineData(6, new[] { 1, 1, 1, 4, 4, 4 })]
    [InlineData(7, new[] { 1, 1, 1, 4, 4, 4, 5 })]
    [InlineData(8, new[] { 1, 1, 1, 4, 4, 4, 6, 6 })]
    [InlineData(2, new[] { 1, 1 })]
    public void So_many_windows_in_a_row_share_the_answer_of_the_middle_one(int windows, int[] begin)
    {
        using var folder = Numbered.Folder(backbone => backbone["input"]!["every"] = 3);
        using var ensemble = folder.Load("ear");
        float[] first = [.. Numbered.Embed(ensemble, Track(windows)).Single().Select(row => row[0])];
        Assert.Equal([.. begin.Select(number => (float)number)], first);
    }

    [Fact]
    public void Without_a_context_a_window_is_seen_alone_and_whole()
    {
        using var folder = Numbered.Folder(backbone =>
        {
            backbone["input"]!.AsObject().Remove("context_s");
            backbone["input"]!["patch"]!["frames"] = Numbered.Frames;
        });
        var weights = new float[Numbered.Frames * Numbered.Bands, Numbered.Places];
        (weights[0, 0], weights[(Numbered.Frames - 1) * Numbered.Bands, 1]) = (1, 1);
        folder.SetModel(folder.Manifest["backbones"]![0]!.AsObject(), TinyOnnx.LinearOf([Numbered.Frames, Numbered.Bands], weights, new float[3], "embedding"));
        using var ensemble = folder.Load("ear");
        AssertRows([[1, 1000, 0], [2, 1000, 0], [3, 1000, 0]], Numbered.Embed(ensemble, Track(3)).Single());
    }

    [Fact]
    public void A_track_shorter_than_the_context_is_repeated_from_its_beginning()
    {
        using var folder = Numbered.Folder();
        using var ensemble = folder.Load("ear");
        AssertRows([[1, 2, 1], [1, 2, 1]], Numbered.Embed(ensemble, Track(2)).Single());
        AssertRows([[1, 1, 1]], Numbered.Embed(ensemble, Track(1)).Single());
        // The last window is shorter: what comes after it is the beginning again.
        AssertRows([[1, 2, 1], [1, 2, 1], [1, 2, 1]], Numbered.Embed(ensemble, Numbered.Mel(1), Numbered.Mel(2, 20), Numbered.Mel(1, 26)).Single());
    }

    [Fact]
    public void Silent_windows_are_laid_as_they_are()
    {
        using var folder = Numbered.Folder();
        using var ensemble = folder.Load("ear");
        var rows = Numbered.Embed(ensemble, silent: [1, 4], Track(5)).Single();
        AssertRows([[1, 2, 3], [2, 3, 4], [3, 4, 5]], [rows[0], rows[2], rows[3]]);
    }

    [Fact]
    public void The_answers_for_several_patches_are_averaged()
    {
        using var folder = Numbered.Folder(backbone =>
        {
            backbone["input"]!["context_s"] = 24;       // four windows: patches begin at the first and at the second
            backbone["input"]!["patch"]!["hop"] = Numbered.Laid;
        });
        using var ensemble = folder.Load("ear");
        AssertRows([[1.5f, 2.5f, 3.5f], [1.5f, 2.5f, 3.5f], [1.5f, 2.5f, 3.5f], [2.5f, 3.5f, 4.5f], [2.5f, 3.5f, 4.5f]],
            Numbered.Embed(ensemble, Track(5)).Single());
    }

    [Fact]
    public void An_embedder_hears_every_track_alone()
    {
        using var folder = Numbered.Folder(backbone => backbone["input"]!["every"] = 2);
        using var ensemble = folder.Load("ear");
        using var embedder = new TrackEmbedder(ensemble.Backbones);
        var expected = Numbered.Embed(embedder, ensemble, [], Track(40));
        embedder.Add(Numbered.Window(0), [Numbered.Mel(7)]);
        embedder.Reset();
        AssertRows([[1, 2, 1], [1, 2, 1]], Numbered.Embed(embedder, ensemble, [], Track(2)).Single());
        AssertRows(expected.Single(), Numbered.Embed(embedder, ensemble, [], Track(40)).Single());
    }

    [Fact]
    public void Only_the_backbones_that_are_looked_at_are_run()
    {
        using var folder = Numbered.Folder();
        folder.AddBackbone("idle", Numbered.Model(), Numbered.Places, Numbered.Input("\"context_s\": 24"));
        using (var ear = folder.Load("ear"))
            Assert.Equal(["places"], ear.Backbones.Select(backbone => backbone.Name));
        using (var plain = folder.Load("plain"))
            Assert.Empty(plain.Backbones);
        folder.SetHearing(TinyOnnx.Hearing(new float[3, 1], new float[3, 2]), """
            { "input": { "kind": "embedding", "backbones": ["idle"] }, "embedding_width": 2, "sounds": [{ "name": "hum", "kind": "sound", "threshold": 0.5 }] }
            """);
        using (var plain = folder.Load("plain"))
            Assert.Equal(["idle"], plain.Backbones.Select(backbone => backbone.Name));
    }

    [Fact]
    public void The_key_of_a_backbone_tells_its_file_and_input_and_nothing_else()
    {
        string Key(Action<ModelFolder>? bend = null)
        {
            using var folder = Numbered.Folder();
            bend?.Invoke(folder);
            using var ensemble = folder.Load("ear");
            return ensemble.Backbones.Single().Key;
        }

        string first = Key();
        Assert.Matches("^[0-9a-f]{16}$", first);
        Assert.Equal(first, Key(folder => folder.SetModel(2, TinyOnnx.Linear(new float[3, 3], [1, 2, 3]))));
        Assert.NotEqual(first, Key(folder => folder.Manifest["backbones"]![0]!["input"]!["every"] = 2));
        Assert.NotEqual(first, Key(folder => folder.SetModel(folder.Manifest["backbones"]![0]!.AsObject(), Numbered.Model(scale: 2))));
    }

    [Fact]
    public void A_backbone_that_answers_nonsense_is_named()
    {
        using var folder = Numbered.Folder();
        using var ensemble = folder.Load("ear");
        var error = Assert.Throws<ModelException>(() => Numbered.Embed(ensemble, Numbered.Mel(float.NaN)));
        Assert.Equal("backbone 'places' answered with a value that is not finite", error.Message);
    }

    private static float[][] Track(int windows) => [.. Enumerable.Range(1, windows).Select(number => Numbered.Mel(number))];

    private static void AssertRows(float[][] expected, float[][] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        foreach (var (one, other) in expected.Zip(actual))
            Assert.All(one.Zip(other), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
    }
}
