using System.Net;
using System.Net.Sockets;
using GetYourMusicStyle.Storage.S3;
using Microsoft.Extensions.Time.Testing;

namespace GetYourMusicStyle.Storage.Tests;

/// <summary>What only a store behind a network does, and how it fails.</summary>
[Collection(StoreTests.Name)]
public class S3Tests(Stores stores)
{
    [Fact]
    public async Task A_fetched_copy_is_deleted_on_disposal()
    {
        IObjectStore store = stores.Open(StorageKind.S3);
        string key = stores.NewPrefix() + "a";
        await store.PutAsync(key, [1, 2]);
        LocalFile copy = await store.FetchAsync(key, default);
        Assert.Equal([1, 2], await File.ReadAllBytesAsync(copy.Path));
        copy.Dispose();
        Assert.False(File.Exists(copy.Path));
    }

    [Fact]
    public async Task Local_copies_that_a_kill_left_are_swept_when_old()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        string folder = Path.Combine(stores.Folder, "left");
        IObjectStore store = stores.Open(StorageKind.S3, options => options.TemporaryFolder = folder, time);
        string key = stores.NewPrefix() + "a";
        await store.PutAsync(key, [1, 2]);
        LocalFile copy = await store.FetchAsync(key, default);
        await File.WriteAllTextAsync(Path.Combine(folder, "of-another-program"), "");
        await store.SweepPartsAsync(TimeSpan.FromDays(1), default);
        Assert.True(File.Exists(copy.Path));
        time.Advance(TimeSpan.FromDays(2));
        await store.SweepPartsAsync(TimeSpan.FromDays(1), default);
        Assert.Equal(["of-another-program"], Directory.EnumerateFiles(folder).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Local_copies_that_a_kill_left_are_removed_by_the_next_process_and_those_of_a_living_one_are_not()
    {
        string folder = Directory.CreateDirectory(Path.Combine(stores.Folder, "killed")).FullName;
        IObjectStore living = stores.Open(StorageKind.S3, options => options.TemporaryFolder = folder);
        string key = stores.NewPrefix() + "a";
        await living.PutAsync(key, [1, 2]);
        LocalFile copy = await living.FetchAsync(key, default);
        string left = Path.Combine(folder, "gyms-object-dead-1"), itsLock = Path.Combine(folder, "gyms-object-dead.lock");
        await File.WriteAllTextAsync(left, "audio");
        await File.WriteAllTextAsync(itsLock, "");
        await stores.Open(StorageKind.S3, options => options.TemporaryFolder = folder).PrepareAsync(default);
        Assert.Equal((false, false, true), (File.Exists(left), File.Exists(itsLock), File.Exists(copy.Path)));
    }

    [Fact]
    public async Task A_wrong_secret_is_refused_and_named()
    {
        IObjectStore store = stores.Open(StorageKind.S3, options => options.SecretKey = "wrong");
        string path = stores.NewFile(20_000_000);
        string key = stores.NewPrefix() + "a";
        Assert.Contains("Storage:SecretKey", await Reading.ErrorAsync(() => store.PrepareAsync(default)));
        Assert.Contains("Storage:SecretKey", await Reading.ErrorAsync(() => store.PutAsync(key, [1])));
        Assert.Contains("Storage:SecretKey", await Reading.ErrorAsync(() => store.PutFileAsync(key, path, Reading.Media, default)));
        Assert.Contains("Storage:SecretKey", await Reading.ErrorAsync(() => store.FindAsync(key, default)));
        Assert.Contains("Storage:SecretKey", await Reading.ErrorAsync(() => store.FetchAsync(key, default)));
        Assert.Contains("Storage:SecretKey", await Reading.ErrorAsync(() => store.ListAsync("a")));
        Assert.Contains("Storage:SecretKey", await Reading.ErrorAsync(() => store.DeleteAsync(key, default)));
        Assert.Null(await stores.Open(StorageKind.S3).FindAsync(key, default));
    }

    [Fact]
    public async Task An_unknown_access_key_is_named()
    {
        IObjectStore store = stores.Open(StorageKind.S3, options => options.AccessKey = "nobody");
        Assert.Contains("Storage:AccessKey", await Reading.ErrorAsync(() => store.PrepareAsync(default)));
    }

    [Fact]
    public async Task A_missing_bucket_is_named()
    {
        IObjectStore store = stores.Open(StorageKind.S3, options => options.Bucket = "never-made");
        Assert.Contains("'never-made'", await Reading.ErrorAsync(() => store.PutAsync("a", [1])));
        Assert.Contains("'never-made'", await Reading.ErrorAsync(() => store.FetchAsync("a", default)));
    }

    [Theory]
    [InlineData("http://no-such-host.invalid:9000", "There is no host 'no-such-host.invalid'")]
    [InlineData("http://127.0.0.1:1", "takes no connections")]
    public async Task An_address_without_a_store_is_named(string endpoint, string message)
    {
        IObjectStore store = stores.Open(StorageKind.S3, options => options.Endpoint = endpoint);
        Assert.Contains(message, await Reading.ErrorAsync(() => store.PrepareAsync(default)));
        Assert.Contains("Storage:Endpoint", await Reading.ErrorAsync(() => store.PutAsync("a", [1])));
        Assert.Contains("Storage:Endpoint", await Reading.ErrorAsync(() => store.FetchAsync("a", default)));
        Assert.Contains("Storage:Endpoint", await Reading.ErrorAsync(() => store.FindAsync("a", default)));
    }

    [Fact]
    public async Task A_store_that_never_answers_is_given_up()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        IObjectStore store = stores.Open(StorageKind.S3, options =>
        {
            options.Endpoint = $"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}";
            options.TimeoutSeconds = 1;
        });
        Assert.Contains("did not answer within 1 s", await Reading.ErrorAsync(() => store.PrepareAsync(default)));
        Assert.Contains("did not answer within 1 s", await Reading.ErrorAsync(() => store.PutAsync("a", [1])));
    }

    [Fact]
    public async Task A_store_that_freezes_while_it_takes_a_file_is_given_up()
    {
        var never = new TaskCompletionSource();
        using var proxy = new FaultyProxy(stores.Server.Endpoint, sent => sent > 10_000_000 ? never.Task : Task.CompletedTask);
        IObjectStore store = stores.Open(StorageKind.S3, options => (options.Endpoint, options.TimeoutSeconds) = (proxy.Endpoint, 1));
        string key = stores.NewPrefix() + "a", path = stores.NewFile(60_000_000);
        Assert.Contains("did not answer within 1 s", await Reading.ErrorAsync(() => store.PutFileAsync(key, path, Reading.Media, default)));
        Assert.Null(await stores.Open(StorageKind.S3).FindAsync(key, default));
    }

    [Theory]
    [InlineData(60_000_000)]
    [InlineData(S3ObjectStore.SinglePutLimit + 20_000_000)]
    public async Task A_put_whose_connection_breaks_leaves_the_object_as_it_was(long size)
    {
        FaultyProxy? broken = null;
        using var proxy = new FaultyProxy(stores.Server.Endpoint, sent => sent > size / 2 ? broken!.CutAsync() : Task.CompletedTask);
        broken = proxy;
        IObjectStore whole = stores.Open(StorageKind.S3), breaking = stores.Open(StorageKind.S3, options => options.Endpoint = proxy.Endpoint);
        string prefix = stores.NewPrefix(), path = stores.NewFile(size);
        await whole.PutAsync(prefix + "a", [1, 2, 3]);
        await Reading.ErrorAsync(() => breaking.PutFileAsync(prefix + "a", path, Reading.Media, default));
        Assert.Equal([1, 2, 3], await whole.ReadAsync(prefix + "a"));
        Assert.Single(await whole.ListAsync(prefix));
        File.Delete(path);
    }

    [Fact]
    public async Task Parts_of_a_broken_put_are_swept_when_old()
    {
        const string bucket = "with-parts";
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        IObjectStore store = stores.Open(StorageKind.S3, options => options.Bucket = bucket, time);
        await store.PrepareAsync(default);
        FaultyProxy? broken = null;
        using var proxy = new FaultyProxy(stores.Server.Endpoint, sent => sent > 70_000_000 ? broken!.CutAsync() : Task.CompletedTask);
        broken = proxy;
        IObjectStore breaking = stores.Open(StorageKind.S3, options => (options.Endpoint, options.Bucket) = (proxy.Endpoint, bucket));
        await Reading.ErrorAsync(() => breaking.PutFileAsync("a", stores.NewFile(S3ObjectStore.SinglePutLimit + 1), Reading.Media, default));

        Assert.Equal(0, await store.SweepPartsAsync(TimeSpan.FromDays(1), default));
        time.Advance(TimeSpan.FromDays(2));
        Assert.Equal(1, await store.SweepPartsAsync(TimeSpan.FromDays(1), default));
        Assert.Equal(0, await store.SweepPartsAsync(TimeSpan.FromDays(1), default));
    }
}
