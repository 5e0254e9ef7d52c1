using System.Security.Cryptography;
using System.Text;
using GetYourMusicStyle.Features;
using GetYourMusicStyle.Features.Mel;
using GetYourMusicStyle.Scoring.Manifests;
using Microsoft.ML.OnnxRuntime;

namespace GetYourMusicStyle.Scoring.Models;

/// <summary>The models of one ensemble, loaded once and shared by all threads.</summary>
public sealed class Ensemble : IDisposable
{
    private readonly OpenedModels _models;

    private Ensemble(EnsembleManifest manifest, EnsembleEntry entry, string version, OpenedModels models, int batchSize)
    {
        (Manifest, Entry, ModelVersion, _models, BatchSize) = (manifest, entry, version, models, batchSize);
        Features = Members.Where(member => member.Input.Kind == InputKind.Features).Select(member => InputKind.SetOf(member.Input))
            .MaxBy(set => set.Width) ?? FeatureSet.Librosa;
        NeedsSpectrograms = Features.HasTexture || Members.Any(member => member.Input.Kind == InputKind.LogSpectrogram);
        Mels = [.. Members.Select(member => member.Input.Mel).OfType<MelParameters>().Distinct()];
    }

    /// <summary>What was read from <c>ensemble.json</c>.</summary>
    public EnsembleManifest Manifest { get; }

    /// <summary>The ensemble in use.</summary>
    public EnsembleEntry Entry { get; }

    /// <summary>
    /// SHA-256 (64 hexadecimal digits) of the manifest, the models it names and the name of the ensemble in use: results with
    /// different versions are not comparable.
    /// </summary>
    public string ModelVersion { get; }

    /// <summary>Whether a member looks at log spectrograms or their texture; if not, they need not be computed.</summary>
    public bool NeedsSpectrograms { get; }

    /// <summary>The mel spectrograms of a window that members look at, without repetition; usually none.</summary>
    public IReadOnlyList<MelParameters> Mels { get; }

    /// <summary>What makes the embeddings that members of this ensemble, or what tells sounds apart, look at; often none.</summary>
    public IReadOnlyList<Backbone> Backbones => _models.Backbones;

    /// <summary>The widest feature set that a member asks for; the others are its beginnings.</summary>
    internal FeatureSet Features { get; }

    internal IReadOnlyList<Member> Members => _models.Members;

    internal Hearing? Hearing => _models.Hearing;

    /// <summary>Windows that a member scores in one run.</summary>
    internal int BatchSize { get; }

    /// <summary>
    /// Reads the manifest, verifies the hash of every model it names, opens those that the chosen ensemble needs and checks their shapes.
    /// </summary>
    /// <exception cref="ModelException">Something is missing, altered or wrongly shaped, or there is no such ensemble.</exception>
    public static Ensemble Load(ScoringOptions options)
    {
        var (manifest, bytes) = ManifestFile.Load(options.ModelDirectory);
        var entry = Choose(manifest, options.Ensemble);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(SHA256.HashData(bytes));
        using var sessionOptions = new SessionOptions
        {
            IntraOpNumThreads = options.ThreadsPerRun,
            InterOpNumThreads = 1,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        var models = OpenedModels.Open(options.ModelDirectory, manifest, entry, sessionOptions, hash);
        hash.AppendData(Encoding.UTF8.GetBytes(entry.Name));
        return new Ensemble(manifest, entry, Convert.ToHexStringLower(hash.GetHashAndReset()), models, options.BatchSize);
    }

    /// <inheritdoc/>
    public void Dispose() => _models.Dispose();

    private static EnsembleEntry Choose(EnsembleManifest manifest, string? name)
    {
        if (name is null)
            return manifest.Ensembles.FirstOrDefault(entry => entry.Default) ?? manifest.Ensembles[0];
        return manifest.Ensembles.FirstOrDefault(entry => entry.Name == name)
            ?? throw new ModelException(
                $"there is no ensemble '{name}'; the manifest has {string.Join(", ", manifest.Ensembles.Select(entry => entry.Name))}");
    }
}
