using GetYourMusicStyle.Cli.Server.Responses;

namespace GetYourMusicStyle.Cli.Keys;

/// <summary>The API keys of a server: in its data folder, or through its HTTP interface.</summary>
internal interface IKeys : IAsyncDisposable
{
    /// <summary>The keys that are not revoked.</summary>
    Task<IReadOnlyList<KeyResponse>> ListAsync(CancellationToken cancellation);

    /// <summary>Makes a key and returns it: it cannot be read again.</summary>
    /// <param name="days">After how many days it ends by itself; null: never.</param>
    /// <exception cref="UsageException">There is one of this name.</exception>
    Task<string> AddAsync(string name, IReadOnlyList<string> scopes, double? days, CancellationToken cancellation);

    /// <summary>Takes a key out of use for good.</summary>
    Task RevokeAsync(Guid id, CancellationToken cancellation);
}
