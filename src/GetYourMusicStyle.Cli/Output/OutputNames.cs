using System.Security.Cryptography;
using System.Text;
using GetYourMusicStyle.Cli.Input;

namespace GetYourMusicStyle.Cli.Output;

/// <summary>
/// Where the results of an input file go in an output folder: its path as written, so that the folder mirrors the input. The same
/// command gives the same names, and no two files share one.
/// </summary>
internal sealed class OutputNames
{
    /// <summary>Bytes of a file name that are kept: results add to it, and file systems end at 255.</summary>
    private const int LongestName = 150;

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    public OutputNames(IEnumerable<InputFile> files)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            string name = Relative(file);
            if (!taken.Add(name))
                taken.Add(name = $"{name}~{Mark(file)}");
            _names[file.FullPath] = name;
        }
    }

    /// <summary>The name of a file's results, relative to the output folder.</summary>
    public string Of(InputFile file) => _names[file.FullPath];

    // Below the current folder as it is written; elsewhere, which includes ../x, the full path.
    private static string Relative(InputFile file)
    {
        string below = Path.GetRelativePath(Environment.CurrentDirectory, file.FullPath);
        bool outside = Path.IsPathRooted(file.Path) || below.StartsWith("..", StringComparison.Ordinal);
        return Shortened(outside ? file.FullPath.TrimStart('/') : below, file);
    }

    private static string Shortened(string path, InputFile file)
    {
        string name = Path.GetFileName(path);
        if (Encoding.UTF8.GetByteCount(name) <= LongestName)
            return path;
        while (Encoding.UTF8.GetByteCount(name) > LongestName)
            name = name[..^1];
        return Path.Combine(Path.GetDirectoryName(path) ?? "", $"{name}~{Mark(file)}");
    }

    private static string Mark(InputFile file) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(file.FullPath)))[..12];
}
