using System.Security.Cryptography;

namespace GetYourMusicStyle.EndToEnd.Tests.Media;

/// <summary>A file to be uploaded, and what must come of it.</summary>
/// <param name="Windows">How many windows it has; null if any number will do.</param>
/// <param name="Error">The reason for which it has to fail; null if it must not.</param>
internal sealed record Song(string Path, byte[] Bytes, int? Windows, string? Error = null)
{
    public string Sha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(Bytes));
}
