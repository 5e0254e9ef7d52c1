using System.CommandLine;
using GetYourMusicStyle.Cli.Arguments;
using GetYourMusicStyle.Cli.Output;
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

    private readonly Option<string> _data = DataOption.Create();

    private ServeCommand()
    {
        _command.Options.Add(_urls);
        _command.Options.Add(_data);
        _command.SetAction(RunAsync);
    }

    public static Command Create() => new ServeCommand()._command;

    private Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        string data = parsed.GetRequiredValue(_data);
        return HostRun.RunAsync(
            Role.All, ["--urls", parsed.GetRequiredValue(_urls)], data,
            urls => StandardError.WriteLine($"listening on {string.Join(", ", urls)}; data in {Path.GetFullPath(data)}"));
    }
}
