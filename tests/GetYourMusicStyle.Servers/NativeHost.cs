using System.Globalization;

namespace GetYourMusicStyle.Servers;

/// <summary>A server started by a script of <c>deploy/native</c>, in a folder of its own in the temporary folder.</summary>
internal sealed class NativeHost : Host
{
    private static readonly string Scripts = FindScripts();
    private readonly string _script;
    private readonly string _folder;
    private readonly Dictionary<string, string> _environment;

    private NativeHost(string script, IEnumerable<(string Name, string Value)> environment)
    {
        _script = Path.Combine(Scripts, script + ".sh");
        _folder = Path.Combine(Path.GetTempPath(), $"gyms-{script}-{Guid.NewGuid().ToString("N")[..12]}");
        _environment = environment.ToDictionary(variable => variable.Name, variable => variable.Value);
        _environment["GYMS_PARENT"] = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        _environment["GYMS_DISCARD"] = "yes";
    }

    /// <summary>Starts a server with the script of that name; returns when it answers.</summary>
    public static async Task<NativeHost> StartAsync(string script, CancellationToken cancellation, params (string Name, string Value)[] environment)
    {
        var host = new NativeHost(script, environment);
        try
        {
            await host.StartAsync(cancellation);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>The settings the script wrote, as configuration keys.</summary>
    public IReadOnlyDictionary<string, string> ReadSettings() =>
        File.ReadAllLines(Path.Combine(_folder, "env"))
            .Select(line => line.Split('=', 2))
            .ToDictionary(pair => pair[0].Replace("__", ":", StringComparison.Ordinal), pair => pair[1].Trim('\''));

    public override Task StartAsync(CancellationToken cancellation) => RunAsync("start", [], cancellation);

    public override Task StopAsync(CancellationToken cancellation) => RunAsync("stop", [], cancellation);

    public override Task KillAsync(CancellationToken cancellation) => RunAsync("kill", [], cancellation);

    /// <summary>Runs a verb of the script on the server's folder; gives what it printed.</summary>
    public Task<string> RunAsync(string verb, string[] arguments, CancellationToken cancellation) =>
        Command.RunAsync("bash", [_script, verb, _folder, .. arguments], _environment, cancellation);

    /// <summary>Deletes a folder of the server's data.</summary>
    public void Forget(string data) => Directory.Delete(Path.Combine(_folder, data), recursive: true);

    public override async ValueTask DisposeAsync()
    {
        if (!Directory.Exists(_folder))
            return;
        await KillAsync(default);
        Directory.Delete(_folder, recursive: true);
    }

    private static string FindScripts()
    {
        for (string? folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            string scripts = Path.Combine(folder, "deploy", "native");
            if (Directory.Exists(scripts))
                return scripts;
        }
        throw new ServerException($"No folder above {AppContext.BaseDirectory} holds deploy/native.");
    }
}
