using System.CommandLine;
using GetYourMusicStyle.Contracts;
using GetYourMusicStyle.Hosting;

namespace GetYourMusicStyle.Cli.Commands;

/// <summary><c>gyms serve</c>: API and workers in one process, with a SQLite file, a folder as object store and no server beside it.</summary>
internal sealed class ServeCommand
{
    private readonly CommandWithExamples _command = new(
        "serve",
        "Runs the HTTP interface and the workers in this process, with everything it keeps in one folder. Ctrl-C stops it; nothing is lost by that. "
        + "Settings are environment variables, such as Api__Keys__0 for an API key.",
        "gyms serve",
        "gyms serve --data /srv/gyms --urls http://localhost:8080",
        "Api__Keys__0=$(openssl rand -hex 32) gyms serve --urls http://0.0.0.0:8080");

    private readonly Option<string> _urls = new("--urls")
    {
        HelpName = "URL",
        Description = "Where to listen; several with semicolons. From other machines an API key is needed.",
        DefaultValueFactory = _ => "http://localhost:5080",
    };

    private readonly Option<string> _data = DataOption();

    private ServeCommand()
    {
        _command.Options.Add(_urls);
        _command.Options.Add(_data);
        _command.SetAction(RunAsync);
    }

    public static Command Create() => new ServeCommand()._command;

    /// <summary><c>--data</c>: the folder of everything that a server on this machine keeps.</summary>
    public static Option<string> DataOption() => new("--data")
    {
        HelpName = "DIR",
        Description = "The folder for catalog, audio and features.",
        DefaultValueFactory = _ => Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "gyms"),
    };

    private Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        string data = parsed.GetRequiredValue(_data);
        return HostRun.RunAsync(
            Role.All, ["--urls", parsed.GetRequiredValue(_urls)], data,
            urls => CommandLine.Message($"listening on {string.Join(", ", urls)}; data in {Path.GetFullPath(data)}"));
    }
}
