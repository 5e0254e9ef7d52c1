using GetYourMusicStyle.Scoring.Manifests;
using Microsoft.ML.OnnxRuntime;

namespace GetYourMusicStyle.Scoring.Models;

/// <summary>The model that tells what else is heard in a window; runs may overlap.</summary>
internal sealed class Hearing(HearingEntry entry, Model model) : IDisposable
{
    /// <summary>Numbers of its outputs, in <see cref="Models.Model.Outputs"/>; the second only where the entry has one.</summary>
    public const int Sounds = 0, Embedding = 1;

    public HearingEntry Entry => entry;
    public Model Model => model;

    /// <summary>Opens the model and checks it.</summary>
    /// <exception cref="ModelException">It does not map its input to its sounds and its embedding.</exception>
    public static Hearing Open(HearingEntry entry, ModelFile file, EnsembleManifest manifest, SessionOptions options)
    {
        List<ModelOutput> outputs = [new("sounds", entry.Sounds.Count, "sound")];
        if (entry.EmbeddingWidth > 0)
            outputs.Add(new ModelOutput("embedding", entry.EmbeddingWidth, "number of the embedding"));
        return new Hearing(entry, Model.Open(file, InputKind.RowShape(entry.Input, manifest), outputs, options));
    }

    public void Dispose() => model.Dispose();
}
