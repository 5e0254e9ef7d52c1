using System.Text.Json;
using GetYourMusicStyle.Storage;

namespace GetYourMusicStyle.Pipeline.Objects;

/// <summary>The object that says whose a store is: the id of the installation whose catalog knows what is in it.</summary>
public sealed class OwnersMark(IObjectStore store)
{
    /// <summary>The key of the object.</summary>
    public const string Key = "installation.json";

    private const int MostBytes = 4096;

    /// <summary>The id in the store; null if there is no mark.</summary>
    /// <exception cref="ObjectDamagedException">There is something else under its key.</exception>
    /// <exception cref="StorageException">The store cannot be reached or refuses.</exception>
    public async Task<Guid?> ReadAsync(CancellationToken cancellation)
    {
        using var bytes = new MemoryStream();
        try
        {
            await store.CopyToAsync(Key, 0, MostBytes, bytes, cancellation);
            return JsonSerializer.Deserialize<Content>(bytes.GetBuffer().AsSpan(0, (int)bytes.Length), JsonSerializerOptions.Web)!.Installation;
        }
        catch (ObjectMissingException)
        {
            return null;
        }
        catch (Exception e) when (e is JsonException or NullReferenceException)
        {
            throw new ObjectDamagedException(Key, "it names no installation");
        }
    }

    /// <summary>Makes the store that of an installation.</summary>
    /// <exception cref="StorageException">The store cannot be reached or refuses.</exception>
    public Task WriteAsync(Guid installation, CancellationToken cancellation) => store.PutAsync(
        Key, JsonSerializer.SerializeToUtf8Bytes(new Content(installation), JsonSerializerOptions.Web), "application/json", cancellation);

    private sealed record Content(Guid Installation);
}
