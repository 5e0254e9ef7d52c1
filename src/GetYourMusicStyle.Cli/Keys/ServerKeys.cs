using GetYourMusicStyle.Cli.Server;
using GetYourMusicStyle.Cli.Server.Responses;

namespace GetYourMusicStyle.Cli.Keys;

/// <summary>The keys of a server elsewhere, for whoever has a key of scope admin.</summary>
internal sealed class ServerKeys(ServerClient server) : IKeys
{
    public Task<IReadOnlyList<KeyResponse>> ListAsync(CancellationToken cancellation) => server.KeysAsync(cancellation);

    public async Task<string> AddAsync(string name, IReadOnlyList<string> scopes, double? days, CancellationToken cancellation) =>
        (await server.AddKeyAsync(name, scopes, days, cancellation)).Key;

    public Task RevokeAsync(Guid id, CancellationToken cancellation) => server.RevokeKeyAsync(id, cancellation);

    public ValueTask DisposeAsync()
    {
        server.Dispose();
        return ValueTask.CompletedTask;
    }
}
