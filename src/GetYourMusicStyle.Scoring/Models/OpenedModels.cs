using System.Security.Cryptography;
using GetYourMusicStyle.Scoring.Manifests;
using Microsoft.ML.OnnxRuntime;

namespace GetYourMusicStyle.Scoring.Models;

/// <summary>The models of a folder that an ensemble needs, opened.</summary>
internal sealed class OpenedModels : IDisposable
{
    private readonly List<Member> _members = [];
    private readonly List<Backbone> _backbones = [];

    /// <summary>The members with a weight.</summary>
    public IReadOnlyList<Member> Members => _members;

    /// <summary>The backbones that these members or <see cref="Hearing"/> look at.</summary>
    public IReadOnlyList<Backbone> Backbones => _backbones;

    /// <summary>What tells the sounds apart, whichever members are asked; null where the manifest has none.</summary>
    public Hearing? Hearing { get; private set; }

    /// <summary>Verifies every file that the manifest names, adds it to <paramref name="hash"/>, and opens those that are needed.</summary>
    /// <exception cref="ModelException">Something is missing, altered or wrongly shaped.</exception>
    public static OpenedModels Open(string folder, EnsembleManifest manifest, EnsembleEntry ensemble, SessionOptions options, IncrementalHash hash)
    {
        var models = new OpenedModels();
        try
        {
            var needed = manifest.Members.Where(member => WeightOf(member) > 0).Select(member => member.Input).Append(manifest.Hearing?.Input)
                .SelectMany(input => input?.Backbones ?? []).ToHashSet();
            foreach (var entry in manifest.Backbones)
            {
                var file = Read($"backbone '{entry.Name}'", entry.File, entry.Sha256);
                if (needed.Contains(entry.Name))
                    models._backbones.Add(Backbone.Open(entry, file, manifest, options));
            }
            foreach (var entry in manifest.Members)
            {
                var file = Read($"member '{entry.Name}'", entry.File, entry.Sha256);
                if (WeightOf(entry) > 0)
                    models._members.Add(Member.Open(entry, WeightOf(entry), file, manifest, options));
            }
            if (manifest.Hearing is { } hearing)
                models.Hearing = Hearing.Open(hearing, Read("hearing", hearing.File, hearing.Sha256), manifest, options);
            return models;
        }
        catch
        {
            models.Dispose();
            throw;
        }

        double WeightOf(MemberEntry member) => ensemble.Weights.GetValueOrDefault(member.Name);

        ModelFile Read(string who, string name, string sha256)
        {
            var file = ModelFile.Read(folder, who, name, sha256);
            hash.AppendData(SHA256.HashData(file.Bytes));
            return file;
        }
    }

    public void Dispose()
    {
        _members.ForEach(member => member.Dispose());
        _backbones.ForEach(backbone => backbone.Dispose());
        Hearing?.Dispose();
    }
}
