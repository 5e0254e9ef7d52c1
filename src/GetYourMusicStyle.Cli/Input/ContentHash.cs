using System.Security.Cryptography;

namespace GetYourMusicStyle.Cli.Input;

/// <summary>The identity of a track: the SHA-256 of its bytes.</summary>
internal static class ContentHash
{
    /// <summary>64 hexadecimal digits, or null when the file cannot be read.</summary>
    public static string? OfFile(InputFile file)
    {
        if (file.Bytes == 0)
            return null;        // not a regular file, or empty: nothing to identify
        try
        {
            using var stream = new FileStream(file.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
