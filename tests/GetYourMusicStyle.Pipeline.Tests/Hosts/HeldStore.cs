using System.Collections.Concurrent;
using GetYourMusicStyle.Storage;

namespace GetYourMusicStyle.Pipeline.Tests.Hosts;

/// <summary>A store in which a test can hold up the fetching of chosen objects, and see what is being fetched.</summary>
public sealed class HeldStore(IObjectStore inner) : IObjectStore
{
    private readonly ConcurrentDictionary<string, Hold> _holds = new();
    private readonly ConcurrentDictionary<string, int> _failures = new();
    private readonly ConcurrentQueue<string> _fetches = new();

    /// <summary>Whether the store is out of reach for everything.</summary>
    public bool Away { get; set; }

    /// <summary>Keys in the order in which their fetching began.</summary>
    public IReadOnlyList<string> Fetches => [.. _fetches];

    /// <summary>Holds up every fetch of a key from now on.</summary>
    public Hold HoldUp(string key) => _holds.GetOrAdd(key, _ => new());

    /// <summary>Lets the next fetches of a key fail, as if the store were out of reach.</summary>
    public void Fail(string key, int times) => _failures[key] = times + 1;

    public async Task<LocalFile> FetchAsync(string key, CancellationToken cancellation)
    {
        _fetches.Enqueue(key);
        if (Away || _failures.AddOrUpdate(key, 0, (_, left) => left - 1) > 0)
            throw new StorageException("The store is out of reach, says the test.");
        if (_holds.TryGetValue(key, out var hold))
            await hold.PassAsync(cancellation);
        return await inner.FetchAsync(key, cancellation);
    }

    public Task PutFileAsync(string key, string path, string mediaType, CancellationToken cancellation) => Reached().PutFileAsync(key, path, mediaType, cancellation);

    public Task PutAsync(string key, ReadOnlyMemory<byte> content, string mediaType, CancellationToken cancellation) =>
        inner.PutAsync(key, content, mediaType, cancellation);

    public Task<StoredObject?> FindAsync(string key, CancellationToken cancellation) => Reached().FindAsync(key, cancellation);

    public Task CopyToAsync(string key, long offset, long count, Stream destination, CancellationToken cancellation) =>
        Reached().CopyToAsync(key, offset, count, destination, cancellation);

    public Task DeleteAsync(string key, CancellationToken cancellation) => inner.DeleteAsync(key, cancellation);

    public IAsyncEnumerable<StoredObject> ListAsync(string prefix, CancellationToken cancellation) => inner.ListAsync(prefix, cancellation);

    public Task<int> SweepPartsAsync(TimeSpan olderThan, CancellationToken cancellation) => inner.SweepPartsAsync(olderThan, cancellation);

    private IObjectStore Reached() => Away ? throw new StorageException("The store is out of reach, says the test.") : inner;

    public Task PrepareAsync(CancellationToken cancellation) => inner.PrepareAsync(cancellation);

    /// <summary>A fetch that is held up.</summary>
    public sealed class Hold
    {
        private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>The fetch has begun and waits.</summary>
        public Task Arrived => _arrived.Task.WaitAsync(TimeSpan.FromSeconds(60));

        /// <summary>The fetch was cancelled.</summary>
        public Task Cancelled => _cancelled.Task.WaitAsync(TimeSpan.FromSeconds(60));

        /// <summary>Lets it and all later ones pass.</summary>
        public void Release() => _released.TrySetResult();

        internal async Task PassAsync(CancellationToken cancellation)
        {
            _arrived.TrySetResult();
            try
            {
                await _released.Task.WaitAsync(cancellation);
            }
            catch (OperationCanceledException)
            {
                _cancelled.TrySetResult();
                throw;
            }
        }
    }
}
