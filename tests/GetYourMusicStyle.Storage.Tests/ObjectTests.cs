using GetYourMusicStyle.Storage.S3;

namespace GetYourMusicStyle.Storage.Tests;

/// <summary>What every kind of store does.</summary>
[Collection(StoreTests.Name)]
public class ObjectTests(Stores stores)
{
    public static readonly TheoryData<StorageKind> Kinds = [StorageKind.Folder, StorageKind.S3];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_was_put_is_found_and_read_back(StorageKind kind)
    {
        IObjectStore store = stores.Open(kind);
        string key = stores.NewPrefix() + "3f/3fa9-b_c.wav";
        DateTimeOffset before = DateTimeOffset.UtcNow;
        await store.PutAsync(key, Reading.Bytes(100_000, 1));

        StoredObject found = Assert.IsType<StoredObject>(await store.FindAsync(key, default));
        Assert.Equal((key, 100_000), (found.Key, found.Size));
        Assert.Equal(TimeSpan.Zero, found.ModifiedAt.Offset);
        Assert.InRange(found.ModifiedAt, before.AddMinutes(-1), before.AddMinutes(1));
        Assert.Equal(Reading.Bytes(100_000, 1), await store.ReadAsync(key));
    }

    [Theory]
    [InlineData(StorageKind.Folder, 3_000_000)]
    [InlineData(StorageKind.S3, 3_000_000)]
    [InlineData(StorageKind.Folder, S3ObjectStore.SinglePutLimit + 5_000_001)]
    [InlineData(StorageKind.S3, S3ObjectStore.SinglePutLimit + 5_000_001)]
    public async Task A_file_comes_back_as_it_was_in_one_piece_and_in_parts(StorageKind kind, long size)
    {
        IObjectStore store = stores.Open(kind);
        string key = stores.NewPrefix() + "file";
        string path = stores.NewFile(size);
        await store.PutFileAsync(key, path, "audio/flac", default);

        using LocalFile copy = await store.FetchAsync(key, default);
        Assert.Equal(Reading.Hash(path), Reading.Hash(copy.Path));
        Assert.Equal(size, (await store.FindAsync(key, default))!.Size);
        File.Delete(path);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_empty_object_is_an_object(StorageKind kind)
    {
        IObjectStore store = stores.Open(kind);
        string prefix = stores.NewPrefix();
        await store.PutAsync(prefix + "bytes", []);
        await store.PutFileAsync(prefix + "file", stores.NewFile(0), Reading.Media, default);
        foreach (string key in new[] { prefix + "bytes", prefix + "file" })
        {
            Assert.Equal(0, (await store.FindAsync(key, default))!.Size);
            Assert.Empty(await store.ReadAsync(key));
            using LocalFile copy = await store.FetchAsync(key, default);
            Assert.Equal(0, new FileInfo(copy.Path).Length);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_missing_object_is_said_to_be_missing(StorageKind kind)
    {
        IObjectStore store = stores.Open(kind);
        string key = stores.NewPrefix() + "none";
        Assert.Null(await store.FindAsync(key, default));
        await store.DeleteAsync(key, default);
        ObjectMissingException e = await Assert.ThrowsAsync<ObjectMissingException>(() => store.FetchAsync(key, default));
        Assert.Contains(key, e.Message);
        await Assert.ThrowsAsync<ObjectMissingException>(() => store.ReadAsync(key));
        await Assert.ThrowsAsync<ObjectMissingException>(() => store.ReadAsync(key, 10, 0));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_deleted_object_is_gone(StorageKind kind)
    {
        IObjectStore store = stores.Open(kind);
        string prefix = stores.NewPrefix();
        await store.PutAsync(prefix + "a", [1]);
        await store.PutAsync(prefix + "b", [2]);
        await store.DeleteAsync(prefix + "a", default);
        Assert.Null(await store.FindAsync(prefix + "a", default));
        Assert.Equal([prefix + "b"], (await store.ListAsync(prefix)).Select(item => item.Key));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Any_part_of_an_object_can_be_read(StorageKind kind)
    {
        IObjectStore store = stores.Open(kind);
        string key = stores.NewPrefix() + "spectrograms";
        byte[] all = Reading.Bytes(300_000, 2);
        await store.PutAsync(key, all);
        foreach ((int offset, int count) in new[] { (0, 1), (0, 300_000), (20_000, 20_000), (1, 299_998), (299_999, 1), (299_990, 100), (300_000, 5), (400_000, 5), (7, 0) })
            Assert.Equal(all.Skip(offset).Take(count), await store.ReadAsync(key, offset, count));
        Assert.Equal(all[123..], await store.ReadAsync(key, 123, long.MaxValue));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Putting_again_replaces_the_whole(StorageKind kind)
    {
        IObjectStore store = stores.Open(kind);
        string key = stores.NewPrefix() + "a";
        await store.PutAsync(key, Reading.Bytes(10_000, 3));
        await store.PutAsync(key, [7, 8]);
        Assert.Equal([7, 8], await store.ReadAsync(key));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Puts_and_reads_of_one_key_at_once_see_whole_objects_only(StorageKind kind)
    {
        IObjectStore store = stores.Open(kind);
        string key = stores.NewPrefix() + "a";
        byte[][] versions = [.. Enumerable.Range(0, 8).Select(i => Reading.Bytes(200_000 + i, i))];
        await store.PutAsync(key, versions[0]);
        Task[] puts = [.. versions.Select(version => store.PutAsync(key, version))];
        while (!Task.WhenAll(puts).IsCompleted)
        {
            byte[] read = await store.ReadAsync(key);
            Assert.Contains(versions, version => version.AsSpan().SequenceEqual(read));
        }
        await Task.WhenAll(puts);
        Assert.Single(await store.ListAsync(key));
    }

    [Theory]
    [InlineData(StorageKind.Folder, 30)]
    [InlineData(StorageKind.S3, 1_010)]     // more than one page
    public async Task All_objects_below_a_prefix_are_listed_and_no_others(StorageKind kind, int count)
    {
        IObjectStore store = stores.Open(kind);
        string prefix = stores.NewPrefix();
        Assert.Empty(await store.ListAsync(prefix));
        string[] keys = [.. Enumerable.Range(0, count).Select(i => $"{prefix}audio/{i % 7}/{i:0000}")];
        await Parallel.ForEachAsync(keys.Append(prefix + "features/x"), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (key, _) => await store.PutAsync(key, [1, 2, 3]));

        List<StoredObject> listed = await store.ListAsync(prefix + "audio/");
        Assert.Equal(keys.Order(StringComparer.Ordinal), listed.Select(item => item.Key).Order(StringComparer.Ordinal));
        Assert.All(listed, item => Assert.Equal(3, item.Size));
        Assert.All(listed, item => Assert.InRange(item.ModifiedAt, DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddMinutes(1)));
        Assert.Equal(keys.Count(key => key.StartsWith(prefix + "audio/3/000", StringComparison.Ordinal)), (await store.ListAsync(prefix + "audio/3/000")).Count);
        Assert.Equal(count + 1, (await store.ListAsync(prefix)).Count);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_key_that_might_leave_the_store_is_refused(StorageKind kind)
    {
        IObjectStore store = stores.Open(kind);
        string[] hostile =
        [
            "", "/", "/etc/passwd", "../x", "a/../../x", "a/..", "..", ".", "./a", "a/./b", "a//b", "a/", "/a", ".parts/x", "a/.hidden", "a\\b", "a\0b",
            "a\nb", "A", "ä", "a b", "a?b", "a%2fb", "a#b", "c:/x", new string('a', 513),
        ];
        foreach (string key in hostile)
        {
            await Assert.ThrowsAnyAsync<ArgumentException>(() => store.PutAsync(key, [1]));
            await Assert.ThrowsAnyAsync<ArgumentException>(() => store.FindAsync(key, default));
            await Assert.ThrowsAnyAsync<ArgumentException>(() => store.FetchAsync(key, default));
            await Assert.ThrowsAnyAsync<ArgumentException>(() => store.ReadAsync(key));
            await Assert.ThrowsAnyAsync<ArgumentException>(() => store.DeleteAsync(key, default));
        }
        await Assert.ThrowsAnyAsync<ArgumentException>(() => store.ListAsync("../"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_put_that_is_cancelled_leaves_the_object_as_it_was(StorageKind kind)
    {
        IObjectStore store = stores.Open(kind);
        string key = stores.NewPrefix() + "a";
        await store.PutAsync(key, [1, 2, 3]);
        using var cancelled = new CancellationTokenSource();
        Task put = store.PutFileAsync(key, stores.NewFile(50_000_000), Reading.Media, cancelled.Token);
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => put);
        Assert.Equal([1, 2, 3], await store.ReadAsync(key));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Making_the_store_ready_twice_does_no_harm(StorageKind kind)
    {
        IObjectStore store = stores.Open(kind, options => (options.Bucket, options.Folder) = ("made-by-a-test", Path.Combine(stores.Folder, "made")));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => store.PrepareAsync(default)));
        await store.PutAsync("a", [1]);
        await store.PrepareAsync(default);
        Assert.Equal([1], await store.ReadAsync("a"));
    }
}
