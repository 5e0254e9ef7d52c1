using System.Security.Cryptography;

namespace GetYourMusicStyle.Scoring.Models;

/// <summary>The bytes of a model that are those the manifest means.</summary>
/// <param name="Who">Whose it is, for messages: <c>member 'nn'</c>.</param>
/// <param name="Name">Its file name.</param>
internal sealed record ModelFile(string Who, string Name, byte[] Bytes)
{
    /// <summary>Reads a file, which must have the hash that the manifest names.</summary>
    /// <exception cref="ModelException">It cannot be read or was altered.</exception>
    public static ModelFile Read(string folder, string who, string name, string sha256)
    {
        string path = Path.Combine(folder, name);
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"{who}: cannot read {path}: {e.Message}", e);
        }
        string actual = Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (!actual.Equals(sha256, StringComparison.OrdinalIgnoreCase))
            throw new ModelException($"{who}: {path} was altered: its SHA-256 is {actual}, the manifest says {sha256}");
        return new ModelFile(who, name, bytes);
    }
}
