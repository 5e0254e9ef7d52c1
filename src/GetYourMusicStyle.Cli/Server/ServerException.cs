using System.Net;

namespace GetYourMusicStyle.Cli.Server;

/// <summary>The server refused, or cannot be reached; the message says why, in one line.</summary>
internal sealed class ServerException(string message, bool isTransient, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>Whether trying again later may help.</summary>
    public bool IsTransient { get; } = isTransient;

    /// <summary>What the server answered; null if it did not, or if its answer was not understood.</summary>
    public HttpStatusCode? Status { get; init; }
}
