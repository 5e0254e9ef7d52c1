using System.Security.Cryptography;

namespace GetYourMusicStyle.Fuzz;

/// <summary>An input at which a target did what it must not.</summary>
/// <param name="What">In a line.</param>
/// <param name="Detail">The error with its stack.</param>
internal sealed record Find(string Target, byte[] Input, string What, string Detail)
{
    /// <summary>Keeps the input as a file; gives its path.</summary>
    public string Save(string folder)
    {
        string path = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, Target)).FullName, Convert.ToHexStringLower(SHA256.HashData(Input))[..12]);
        File.WriteAllBytes(path, Input);
        return path;
    }
}
