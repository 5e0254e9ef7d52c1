using GetYourMusicStyle.Cli.Input;

namespace GetYourMusicStyle.Cli.Server;

/// <summary>Brings files into a batch and counts what became of them. Thread-safe.</summary>
internal sealed class BatchUpload(ServerClient server, Guid batch, IReadOnlyList<string> named)
{
    private int _sent, _known, _failed;

    public int Sent => _sent;

    public int Known => _known;

    public int Failed => _failed;

    /// <summary>Brings one file into the batch; the result is why it could not be, null if all went well.</summary>
    /// <exception cref="ServerException">The server takes nothing: there is no use in going on.</exception>
    public async Task<string?> SendAsync(InputFile file, CancellationToken cancellation)
    {
        try
        {
            string path = LibraryPath.Of(file, named);
            string sha256 = await Task.Run(() => ContentHash.OfFile(file), cancellation) ?? throw new IOException("It is empty or cannot be read.");
            bool known = await RetryPolicies.ForUploads.ExecuteAsync(async token => await server.JoinAsync(sha256, batch, path, token), cancellation);
            if (!known)
                await RetryPolicies.ForUploads.ExecuteAsync(async token => await server.UploadAsync(file.Path, path, batch, token), cancellation);
            Interlocked.Increment(ref known ? ref _known : ref _sent);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ServerException { IsTransient: false })
        {
            Interlocked.Increment(ref _failed);
            return e.Message;
        }
    }
}
