using System.CommandLine;
using GetYourMusicStyle.Cli.Server;

namespace GetYourMusicStyle.Cli.Arguments;

/// <summary>The <c>--server</c> and <c>--api-key</c> of every command that talks to a server.</summary>
internal sealed class ServerArguments
{
    private readonly Option<string> _server = new("--server")
    {
        HelpName = "URL",
        Description = "Address of the server. Default: $GYMS_SERVER, or else http://localhost:5080, where gyms serve listens.",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("GYMS_SERVER") is { Length: > 0 } url ? url : "http://localhost:5080",
    };

    private readonly Option<string?> _key = new("--api-key") { HelpName = "KEY", Description = "The API key; better given as $GYMS_API_KEY, which nobody sees." };

    public ServerArguments(Command command)
    {
        command.Options.Add(_server);
        command.Options.Add(_key);
    }

    /// <summary>Whether a server was named, on the command line or in the environment.</summary>
    public bool Named(ParseResult parsed) =>
        parsed.GetResult(_server) is { Implicit: false } || Environment.GetEnvironmentVariable("GYMS_SERVER") is { Length: > 0 };

    /// <summary>The server named.</summary>
    /// <exception cref="UsageException">The address is none.</exception>
    public ServerClient Connect(ParseResult parsed)
    {
        string address = parsed.GetRequiredValue(_server);
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            throw new UsageException($"--server {address}: this is no address such as http://localhost:5080");
        return new ServerClient(url, parsed.GetValue(_key) ?? Environment.GetEnvironmentVariable("GYMS_API_KEY"));
    }
}
