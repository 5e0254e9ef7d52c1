using System.Security.Cryptography;

namespace GetYourMusicStyle.Storage.Tests;

/// <summary>Short ways to look into a store.</summary>
internal static class Reading
{
    public const string Media = "application/octet-stream";

    public static Task PutAsync(this IObjectStore store, string key, byte[] content) => store.PutAsync(key, content, Media, default);

    public static async Task<byte[]> ReadAsync(this IObjectStore store, string key, long offset = 0, long count = long.MaxValue)
    {
        var stream = new MemoryStream();
        await store.CopyToAsync(key, offset, count, stream, default);
        return stream.ToArray();
    }

    public static async Task<List<StoredObject>> ListAsync(this IObjectStore store, string prefix)
    {
        var all = new List<StoredObject>();
        await foreach (StoredObject item in store.ListAsync(prefix, default))
            all.Add(item);
        return all;
    }

    public static byte[] Bytes(int count, int seed)
    {
        byte[] bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    public static string Hash(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexString(SHA256.HashData(file));
    }

    /// <summary>The error of work that must fail for want of a store: one line that names a setting or says what to do.</summary>
    public static async Task<string> ErrorAsync(Func<Task> work)
    {
        StorageException e = await Assert.ThrowsAnyAsync<StorageException>(work);
        Assert.DoesNotContain('\n', e.Message);
        Assert.InRange(e.Message.Length, 20, 300);
        return e.Message;
    }
}
