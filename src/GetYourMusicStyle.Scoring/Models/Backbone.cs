using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using GetYourMusicStyle.Features.Mel;
using GetYourMusicStyle.Scoring.Manifests;
using Microsoft.ML.OnnxRuntime;

namespace GetYourMusicStyle.Scoring.Models;

/// <summary>
/// A network that turns the mel spectrogram of a window, or of its context, into an embedding; loaded, checked and shared by all threads.
/// </summary>
public sealed class Backbone : IDisposable
{
    private static readonly JsonSerializerOptions KeyJson = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault };

    private readonly BackboneEntry _entry;
    private readonly EnsembleManifest _manifest;

    private Backbone(BackboneEntry entry, EnsembleManifest manifest, Model model)
    {
        (_entry, _manifest, Model) = (entry, manifest, model);
        byte[] made = JsonSerializer.SerializeToUtf8Bytes(new { Sha256 = entry.Sha256.ToLowerInvariant(), entry.OutputName, entry.Input }, KeyJson);
        Key = Convert.ToHexStringLower(SHA256.HashData(made))[..16];
    }

    /// <summary>Its name in the manifest.</summary>
    public string Name => _entry.Name;

    /// <summary>Numbers of an embedding.</summary>
    public int Width => _entry.Width;

    /// <summary>The mel spectrogram it looks at.</summary>
    public MelParameters Mel => _entry.Input.Mel!;

    /// <summary>16 hexadecimal digits that tell apart what embeddings depend on besides the windows: the file and its input.</summary>
    public string Key { get; }

    internal InputEntry Input => _entry.Input;

    internal Model Model { get; }

    /// <inheritdoc/>
    public void Dispose() => Model.Dispose();

    internal static Backbone Open(BackboneEntry entry, ModelFile file, EnsembleManifest manifest, SessionOptions options)
    {
        var output = new ModelOutput(entry.OutputName, entry.Width, "number of the embedding");
        return new Backbone(entry, manifest, Model.Open(file, InputKind.RowShape(entry.Input, manifest), [output], options, rows: 1));
    }

    internal MelContexts CreateContexts() => new(Input, _manifest);
}
