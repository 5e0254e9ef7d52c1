namespace GetYourMusicStyle.Cli.Server;

/// <summary>The server refused, or cannot be reached; the message says why, in one line.</summary>
internal sealed class ServerException(string message, bool mayPass, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>Whether trying again later may help.</summary>
    public bool MayPass { get; } = mayPass;
}
