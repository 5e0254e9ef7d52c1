using GetYourMusicStyle.Scoring.Manifests;
using Microsoft.ML.OnnxRuntime;

namespace GetYourMusicStyle.Scoring.Models;

/// <summary>One model that gives a window probabilities of the genres; runs may overlap.</summary>
internal sealed class Member(MemberEntry entry, double weight, Model model) : IDisposable
{
    public InputEntry Input => entry.Input;
    public double Weight => weight;
    public Model Model => model;

    /// <summary>Opens the model and checks it.</summary>
    /// <exception cref="ModelException">It does not map its input to one value a label.</exception>
    public static Member Open(MemberEntry entry, double weight, ModelFile file, EnsembleManifest manifest, SessionOptions options)
    {
        var output = entry.Labels is { } labels ? new ModelOutput(entry.OutputName, labels.Count, "label")
            : new ModelOutput(entry.OutputName, manifest.Genres.Count, "genre");
        return new Member(entry, weight, Model.Open(file, InputKind.RowShape(entry.Input, manifest), [output], options));
    }

    /// <summary>From its outputs to probabilities of the genres, for one thread.</summary>
    public MemberOutput CreateOutput(IReadOnlyList<string> genres) => new(entry, genres);

    public void Dispose() => model.Dispose();
}
