using System.Diagnostics;
using System.Text;
using System.Text.Json;
using GetYourMusicStyle.Recommender.Files;

namespace GetYourMusicStyle.Recommender.Tests.Files;

/// <summary>A playlist written to a file, and the programs of others that open it.</summary>
public sealed class Written : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gyms-playlist-").FullName;

    public Written(PlaylistFormat format, string title, IReadOnlyList<PlaylistEntry> entries, string? prefix = null)
        : this(format, Bytes(format, title, entries, prefix))
    {
    }

    public Written(PlaylistFormat format, byte[] bytes)
    {
        Path = System.IO.Path.Combine(_folder, "list" + format.Ending());
        File.WriteAllBytes(Path, bytes);
    }

    public string Path { get; }

    public static byte[] Bytes(PlaylistFormat format, string title, IReadOnlyList<PlaylistEntry> entries, string? prefix = null)
    {
        using var stream = new MemoryStream();
        PlaylistFile.Write(stream, format, title, entries, prefix);
        return stream.ToArray();
    }

    public static string Text(PlaylistFormat format, string title, IReadOnlyList<PlaylistEntry> entries, string? prefix = null) =>
        Encoding.UTF8.GetString(Bytes(format, title, entries, prefix));

    /// <summary>What xmllint says of it, going by the schema; null if it is valid.</summary>
    public string? SchemaFault()
    {
        var (code, _, error) = Run("xmllint", "--noout", "--nonet", "--relaxng", Beside("xspf-1.rng"), Path);
        return code == 0 ? null : error;
    }

    /// <summary>What the parser of GNOME's players found: the playlist first, then its entries.</summary>
    public IReadOnlyList<JsonElement> OpenedByTotem()
    {
        var (code, output, error) = Run("/usr/bin/python3", Beside("totem.py"), Path);
        Assert.True(code == 0, error);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Beside(string name) => System.IO.Path.Combine(AppContext.BaseDirectory, "Files", name);

    private static (int Code, string Output, string Error) Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8 };
        start.Environment["PYTHONIOENCODING"] = "utf-8";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
