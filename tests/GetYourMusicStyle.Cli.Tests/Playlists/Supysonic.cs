using System.Diagnostics;

namespace GetYourMusicStyle.Cli.Tests.Playlists;

/// <summary>A real Subsonic server, Debian's supysonic, with the user anna. It speaks 1.10.2: no tokens, no extensions.</summary>
public sealed class Supysonic : IDisposable
{
    public const string Password = "se&cret %25 wörd";

    private const string Server = """
        from supysonic.config import IniConfig
        from supysonic.web import create_application
        from werkzeug.serving import make_server
        server = make_server("127.0.0.1", 0, create_application(IniConfig("supysonic.conf")))
        print(server.server_port, flush=True)
        server.serve_forever()
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("gyms-supysonic-").FullName;
    private readonly Process _server;

    public Supysonic(string music)
    {
        File.WriteAllText(Path.Combine(_folder, "supysonic.conf"), $"[base]\ndatabase_uri = sqlite:///{_folder}/music.db\n[webapp]\ncache_dir = {_folder}/cache\n");
        foreach (string[] command in new string[][] { ["user", "add", "anna", "-p", Password], ["folder", "add", "music", music], ["folder", "scan", "--foreground", "music"] })
        {
            using var cli = Process.Start(Of("supysonic-cli", command))!;
            string output = cli.StandardOutput.ReadToEnd();
            cli.WaitForExit();
            Assert.True(cli.ExitCode == 0, output);
        }
        _server = Process.Start(Of("/usr/bin/python3", "-W", "ignore", "-c", Server))!;
        Url = $"http://127.0.0.1:{_server.StandardOutput.ReadLine()}";
    }

    public string Url { get; }

    public void Dispose()
    {
        _server.Kill();
        _server.WaitForExit();
        _server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private ProcessStartInfo Of(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = _folder, RedirectStandardOutput = true };
        start.Environment["HOME"] = _folder;
        return start;
    }
}
