using System.Text.Json;
using System.Text.Json.Serialization;

namespace GetYourMusicStyle.Scoring.Manifests;

/// <summary>Reads and checks <c>ensemble.json</c>.</summary>
public static class ManifestFile
{
    /// <summary>The name of the manifest inside a model folder.</summary>
    public const string Name = "ensemble.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
    };

    /// <summary>The manifest in <paramref name="folder"/>, checked, and its bytes.</summary>
    /// <exception cref="ModelException">It is missing, is not JSON of this format, or contradicts itself.</exception>
    public static (EnsembleManifest Manifest, byte[] Bytes) Load(string folder)
    {
        string path = Path.Combine(folder, Name);
        try
        {
            byte[] bytes = File.ReadAllBytes(path);
            var manifest = JsonSerializer.Deserialize<EnsembleManifest>(bytes, Json)
                ?? throw new ModelException($"{path}: empty manifest");
            if (ManifestCheck.FirstFault(manifest) is { } fault)
                throw new ModelException($"{path}: {fault}");
            return (manifest, bytes);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ModelException($"no model manifest at {path}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"cannot read {path}: {e.Message}", e);
        }
        catch (JsonException e)
        {
            throw new ModelException($"{path} is not a model manifest: {e.Message}", e);
        }
    }
}
