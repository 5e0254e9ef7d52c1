namespace GetYourMusicStyle.Storage;

/// <summary>
/// Immutable objects under keys such as <c>audio/3f/3fa9…</c>: lower-case letters, digits, <c>.</c>, <c>-</c>, <c>_</c> and <c>/</c>.
/// An object appears whole or not at all, and putting it again replaces it whole. A string that is no such key is an
/// <see cref="ArgumentException"/>. Thread-safe.
/// </summary>
public interface IObjectStore
{
    /// <summary>Stores a file under a key.</summary>
    /// <exception cref="StorageException">The store cannot be reached or refuses; safe to try again.</exception>
    Task PutFileAsync(string key, string path, string mediaType, CancellationToken cancellation);

    /// <summary>Stores bytes under a key.</summary>
    /// <exception cref="StorageException">The store cannot be reached or refuses; safe to try again.</exception>
    Task PutAsync(string key, ReadOnlyMemory<byte> content, string mediaType, CancellationToken cancellation);

    /// <summary>What is known of an object; null if there is none.</summary>
    /// <exception cref="StorageException">The store cannot be reached or refuses.</exception>
    Task<StoredObject?> FindAsync(string key, CancellationToken cancellation);

    /// <summary>The object as a local file: the stored one itself where it is local, otherwise a copy that is deleted on disposal.</summary>
    /// <exception cref="ObjectMissingException">There is no such object.</exception>
    /// <exception cref="StorageException">The store cannot be reached or refuses.</exception>
    Task<LocalFile> FetchAsync(string key, CancellationToken cancellation);

    /// <summary>Copies <paramref name="count"/> bytes from <paramref name="offset"/> on to a stream; fewer where the object ends.</summary>
    /// <exception cref="ObjectMissingException">There is no such object.</exception>
    /// <exception cref="StorageException">The store cannot be reached or refuses.</exception>
    Task CopyToAsync(string key, long offset, long count, Stream destination, CancellationToken cancellation);

    /// <summary>Deletes an object; no error if there is none.</summary>
    /// <exception cref="StorageException">The store cannot be reached or refuses.</exception>
    Task DeleteAsync(string key, CancellationToken cancellation);

    /// <summary>All objects whose key begins with a prefix, in no particular order.</summary>
    /// <exception cref="StorageException">The store cannot be reached or refuses.</exception>
    IAsyncEnumerable<StoredObject> ListAsync(string prefix, CancellationToken cancellation);

    /// <summary>
    /// Removes what interrupted work left behind (partial files, multipart parts, local copies) and that is older than an age.
    /// </summary>
    /// <returns>How many were removed.</returns>
    /// <exception cref="StorageException">The store cannot be reached or refuses.</exception>
    Task<int> SweepPartsAsync(TimeSpan olderThan, CancellationToken cancellation);

    /// <summary>Makes the store ready (creates the bucket or folder), or throws: the health check.</summary>
    /// <exception cref="StorageException">The store cannot be reached or refuses.</exception>
    Task PrepareAsync(CancellationToken cancellation);
}
