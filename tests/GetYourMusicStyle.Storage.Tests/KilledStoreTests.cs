using System.Collections.Concurrent;
using GetYourMusicStyle.Storage.S3;

namespace GetYourMusicStyle.Storage.Tests;

/// <summary>What is left after <c>kill -9</c> of the store.</summary>
[Collection(StoreTests.Name)]
public class KilledStoreTests(Stores stores)
{
    [Theory]
    [InlineData(60_000_000)]
    [InlineData(S3ObjectStore.SinglePutLimit + 20_000_000)]
    public async Task A_put_during_which_the_store_is_killed_leaves_nothing_half(long size)
    {
        IObjectStore store = stores.Open(StorageKind.S3);
        string prefix = stores.NewPrefix(), path = stores.NewFile(size);
        await store.PutAsync(prefix + "old", [1, 2, 3]);
        Task? kill = null;
        using (var proxy = new FaultyProxy(stores.Server.Endpoint, sent => sent > size / 2 ? kill ??= stores.Server.KillAsync() : Task.CompletedTask))
        {
            IObjectStore dying = stores.Open(StorageKind.S3, options => options.Endpoint = proxy.Endpoint);
            await Task.WhenAll(new[] { "old", "new" }.Select(name =>
                Reading.ErrorAsync(() => dying.PutFileAsync(prefix + name, path, Reading.Media, default))));
        }
        await kill!;
        await stores.Server.RestartAsync();
        Assert.Equal([1, 2, 3], await store.ReadAsync(prefix + "old"));
        Assert.Equal([prefix + "old"], (await store.ListAsync(prefix)).Select(item => item.Key));

        await store.PutFileAsync(prefix + "new", path, Reading.Media, default);
        using LocalFile copy = await store.FetchAsync(prefix + "new", default);
        Assert.Equal(Reading.Hash(path), Reading.Hash(copy.Path));
        File.Delete(path);
    }

    [Fact]
    public async Task Every_put_that_was_acknowledged_before_the_kill_is_there_after_it()
    {
        IObjectStore store = stores.Open(StorageKind.S3);
        string prefix = stores.NewPrefix();
        var acknowledged = new ConcurrentDictionary<int, int>();
        using var dead = new CancellationTokenSource();
        Task puts = Parallel.ForAsync(0, 4, async (worker, _) =>
        {
            for (int i = worker; !dead.IsCancellationRequested; i += 4)
            {
                try
                {
                    await store.PutAsync($"{prefix}{i}", Reading.Bytes(6_000, i));
                    acknowledged[i] = i;
                }
                catch (StorageException)
                {
                }
            }
        });
        while (acknowledged.Count < 200)
            await Task.Delay(5);
        await stores.Server.KillAsync();
        await dead.CancelAsync();
        await puts;
        await stores.Server.RestartAsync();

        Assert.All(acknowledged.Keys, i => Assert.Equal(Reading.Bytes(6_000, i), store.ReadAsync($"{prefix}{i}").GetAwaiter().GetResult()));
        Assert.InRange((await store.ListAsync(prefix)).Count, acknowledged.Count, acknowledged.Count + 4);
    }

    [Fact]
    public async Task A_store_that_is_down_says_so_and_serves_again_when_it_is_back()
    {
        IObjectStore store = stores.Open(StorageKind.S3);
        string key = stores.NewPrefix() + "a";
        await store.PutAsync(key, [1]);
        await stores.Server.StopAsync();
        Assert.Contains("Storage:Endpoint", await Reading.ErrorAsync(() => store.PutAsync(key, [2])));
        await stores.Server.RestartAsync();
        await store.PutAsync(key, [3]);
        Assert.Equal([3], await store.ReadAsync(key));
    }
}
