using System.CommandLine;
using GetYourMusicStyle.Cli.Keys;

namespace GetYourMusicStyle.Cli.Arguments;

/// <summary>Whose keys: those of a data folder, or of a server that <c>--server</c> or <c>$GYMS_SERVER</c> names.</summary>
internal sealed class KeyArguments
{
    private readonly Option<string> _data = DataOption.Create();
    private readonly ServerArguments _server;

    public KeyArguments(Command command)
    {
        command.Options.Add(_data);
        _server = new ServerArguments(command);
    }

    /// <summary>The keys.</summary>
    public async Task<IKeys> OpenAsync(ParseResult parsed, CancellationToken cancellation)
    {
        bool folder = parsed.GetResult(_data) is { Implicit: false };
        return _server.Named(parsed) && !folder
            ? new ServerKeys(_server.Connect(parsed))
            : await LocalKeys.OpenAsync(parsed.GetRequiredValue(_data), cancellation);
    }
}
