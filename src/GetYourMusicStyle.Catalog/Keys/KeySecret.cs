using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace GetYourMusicStyle.Catalog.Keys;

/// <summary>Secrets of 256 random bits, and what is kept of them. They cannot be guessed, so a fast hash without salt is enough.</summary>
public static class KeySecret
{
    private const int Bytes = 32;

    /// <summary>With what a made key begins.</summary>
    public const string Prefix = "gyms_";

    /// <summary>A new secret of letters, digits, <c>-</c> and <c>_</c>.</summary>
    public static string Create(string prefix = "") => prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>Whether a text has the form of a made key.</summary>
    public static bool IsMade(string key) =>
        key.Length == Prefix.Length + Base64Url.GetEncodedLength(Bytes) && key.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>SHA-256 of a secret: what is kept.</summary>
    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
