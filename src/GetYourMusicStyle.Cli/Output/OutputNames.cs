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
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    public OutputNames(IEnumerable<AudioFile> files)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            string name = Relative(file);
            if (!taken.Add(name))
                taken.Add(name = $"{Relative(file)}~{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(file.FullPath)))[..12]}");
            _names[file.FullPath] = name;
        }
    }

    /// <summary>The name of a file's results, relative to the output folder.</summary>
    public string Of(AudioFile file) => _names[file.FullPath];

    // Below the current folder as it is written; elsewhere, which includes ../x, the full path.
    private static string Relative(AudioFile file)
    {
        string below = Path.GetRelativePath(Environment.CurrentDirectory, file.FullPath);
        bool outside = Path.IsPathRooted(file.Path) || below.StartsWith("..", StringComparison.Ordinal);
        return outside ? file.FullPath.TrimStart('/') : below;
    }
}
