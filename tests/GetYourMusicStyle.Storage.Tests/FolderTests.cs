using Microsoft.Extensions.Time.Testing;

namespace GetYourMusicStyle.Storage.Tests;

/// <summary>What only the store in a folder does.</summary>
[Collection(StoreTests.Name)]
public class FolderTests(Stores stores)
{
    [Fact]
    public async Task A_fetched_object_is_the_stored_file_itself_and_stays()
    {
        IObjectStore store = stores.Open(StorageKind.Folder);
        string key = stores.NewPrefix() + "a";
        await store.PutAsync(key, [1]);
        LocalFile copy = await store.FetchAsync(key, default);
        copy.Dispose();
        Assert.Equal(Path.Combine(stores.Folder, "store", key), copy.Path);
        Assert.Equal([1], await store.ReadAsync(key));
    }

    [Fact]
    public async Task Parts_of_killed_puts_are_never_seen_and_are_swept_when_old()
    {
        string folder = Path.Combine(stores.Folder, "swept");
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        IObjectStore store = stores.Open(StorageKind.Folder, options => options.Folder = folder, time);
        await store.PutAsync("a", [1]);
        string part = Path.Combine(folder, ".parts", "left-by-a-kill");
        await File.WriteAllBytesAsync(part, new byte[1000]);

        Assert.Equal(["a"], (await store.ListAsync("")).Select(item => item.Key));
        Assert.Equal(0, await store.SweepPartsAsync(TimeSpan.FromHours(1), default));
        Assert.True(File.Exists(part));
        time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(1, await store.SweepPartsAsync(TimeSpan.FromHours(1), default));
        Assert.False(File.Exists(part));
        Assert.Equal([1], await store.ReadAsync("a"));
    }

    [Fact]
    public async Task A_put_that_fails_leaves_no_part()
    {
        string folder = Path.Combine(stores.Folder, "failing");
        IObjectStore store = stores.Open(StorageKind.Folder, options => options.Folder = folder);
        await store.PutAsync("a", [1]);
        // A folder of that name is in the way.
        await store.PutAsync("b/c", [1]);
        await Reading.ErrorAsync(() => store.PutAsync("b", [2]));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(folder, ".parts")));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_is_named_in_the_error()
    {
        string file = stores.NewFile(1);
        IObjectStore store = stores.Open(StorageKind.Folder, options => options.Folder = file);
        Assert.Contains(file, await Reading.ErrorAsync(() => store.PrepareAsync(default)));
        Assert.Contains("Storage:Folder", await Reading.ErrorAsync(() => store.PutAsync("a", [1])));
    }
}
