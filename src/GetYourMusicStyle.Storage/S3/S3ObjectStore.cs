using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using Minio;
using Minio.DataModel;
using Minio.DataModel.Args;

namespace GetYourMusicStyle.Storage.S3;

/// <summary>
/// Objects in a bucket of an S3 store. Bytes go straight over HTTP by presigned URLs of the Minio client, which makes one request and
/// copies nothing to memory; the client itself makes three to read an object. Everything else goes through the client.
/// </summary>
internal sealed class S3ObjectStore : IObjectStore, IDisposable
{
    /// <summary>Files above this size, in bytes, go in parts; below, one request is faster and leaves nothing behind.</summary>
    internal const long SinglePutLimit = 100L << 20;

    private const int BufferSize = 1 << 17;
    private const int PresignedUrlSeconds = 3600;
    private readonly StorageOptions _options;
    private readonly TimeProvider _time;
    private readonly S3RequestExecutor _requests;
    private readonly HttpClient _http;
    private readonly IMinioClient _client;
    private readonly DownloadFolder _downloads;

    public S3ObjectStore(StorageOptions options, TimeProvider time, Random random)
    {
        (_options, _time, _requests) = (options, time, new S3RequestExecutor(options, time, random));
        _downloads = new DownloadFolder(options.TemporaryFolder);
        var connections = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            ConnectTimeout = TimeSpan.FromSeconds(options.TimeoutSeconds),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),     // so that a change in DNS is seen
        };
        _http = new HttpClient(new S3ErrorHandler(connections)) { Timeout = Timeout.InfiniteTimeSpan };
        var endpoint = new Uri(options.Endpoint);
        _client = new MinioClient()
            .WithEndpoint(endpoint.Host, endpoint.Port)
            .WithSSL(endpoint.Scheme == Uri.UriSchemeHttps)
            .WithCredentials(options.AccessKey, options.SecretKey)
            .WithRegion(options.Region)
            .WithHttpClient(_http)
            .Build();
    }

    public async Task PutFileAsync(string key, string path, string mediaType, CancellationToken cancellation)
    {
        ObjectKey.Check(key);
        long size = new FileInfo(path).Length;
        using ProgressTimeout timeout = _requests.StartTimeout(cancellation);
        await _requests.ExecuteAsync(
            async token =>
            {
                await using var file = new UploadStream(path, timeout);
                if (size <= SinglePutLimit)
                    await UploadAsync(key, new StreamContent(file, BufferSize), mediaType, token);
                else
                    await _client.PutObjectAsync(On<PutObjectArgs>(key).WithStreamData(file).WithObjectSize(size).WithContentType(mediaType), token);
            },
            timeout,
            cancellation);
    }

    public async Task PutAsync(string key, ReadOnlyMemory<byte> content, string mediaType, CancellationToken cancellation)
    {
        ObjectKey.Check(key);
        await _requests.ExecuteAsync(token => UploadAsync(key, new ReadOnlyMemoryContent(content), mediaType, token), cancellation);
    }

    public async Task<StoredObject?> FindAsync(string key, CancellationToken cancellation)
    {
        StatObjectArgs request = On<StatObjectArgs>(ObjectKey.Check(key));
        try
        {
            ObjectStat found = await _requests.ExecuteAsync(token => _client.StatObjectAsync(request, token), cancellation);
            return new StoredObject(key, found.Size, new DateTimeOffset(found.LastModified.ToUniversalTime()));
        }
        catch (StorageException e) when (e.InnerException is S3ErrorException { Status: HttpStatusCode.NotFound })
        {
            return null;
        }
    }

    public async Task<LocalFile> FetchAsync(string key, CancellationToken cancellation)
    {
        using HttpResponseMessage answer = await GetAsync(ObjectKey.Check(key), null, cancellation);
        return await _downloads.SaveAsync(file => CopyAsync(answer, long.MaxValue, file, cancellation));
    }

    public async Task CopyToAsync(string key, long offset, long count, Stream destination, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        // No range is empty: one byte is asked for where none is wanted, to see whether there is such an object.
        long last = count > long.MaxValue - offset ? long.MaxValue : offset + Math.Max(1, count) - 1;
        try
        {
            using HttpResponseMessage answer = await GetAsync(ObjectKey.Check(key), new RangeHeaderValue(offset, last), cancellation);
            if (offset > 0 && answer.StatusCode != HttpStatusCode.PartialContent)
                throw new StorageException($"The object store at {_options.Endpoint} does not give parts of objects; use one that does.");
            await CopyAsync(answer, count, destination, cancellation);
        }
        catch (StorageException e) when (e.InnerException is S3ErrorException { Status: HttpStatusCode.RequestedRangeNotSatisfiable })
        {
            // The object ends before the range begins.
        }
    }

    public Task DeleteAsync(string key, CancellationToken cancellation)
    {
        RemoveObjectArgs request = On<RemoveObjectArgs>(ObjectKey.Check(key));
        return _requests.ExecuteAsync(token => _client.RemoveObjectAsync(request, token), cancellation);
    }

    public async IAsyncEnumerable<StoredObject> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ListObjectsArgs request = new ListObjectsArgs().WithBucket(_options.Bucket).WithPrefix(ObjectKey.CheckPrefix(prefix)).WithRecursive(true);
        await foreach (Item item in _requests.ListAsync(token => _client.ListObjectsEnumAsync(request, token), cancellation))
            yield return new StoredObject(item.Key, (long)item.Size, ParseTime(item.LastModified));
    }

    public async Task<int> SweepPartsAsync(TimeSpan olderThan, CancellationToken cancellation)
    {
        DateTimeOffset limit = _time.GetUtcNow() - olderThan;
        int swept = _downloads.Sweep(limit);
        var uploads = new List<Upload>();
        ListIncompleteUploadsArgs request = new ListIncompleteUploadsArgs().WithBucket(_options.Bucket).WithRecursive(true);
        await foreach (Upload upload in _requests.ListAsync(token => _client.ListIncompleteUploadsEnumAsync(request, token), cancellation))
            uploads.Add(upload);
        // The client removes all uploads of a key at once, so none of them may be young.
        foreach (IGrouping<string, Upload> ofKey in uploads.GroupBy(upload => upload.Key))
        {
            if (ofKey.Any(upload => ParseTime(upload.Initiated) > limit))
                continue;
            RemoveIncompleteUploadArgs removal = On<RemoveIncompleteUploadArgs>(ofKey.Key);
            await _requests.ExecuteAsync(token => _client.RemoveIncompleteUploadAsync(removal, token), cancellation);
            swept += ofKey.Count();
        }
        return swept;
    }

    public async Task PrepareAsync(CancellationToken cancellation)
    {
        _downloads.Prepare();
        try
        {
            // Unlike asking for the bucket itself, this says what is wrong with a key. Nothing has this prefix.
            ListObjectsArgs request = new ListObjectsArgs().WithBucket(_options.Bucket).WithPrefix(".");
            await foreach (Item _ in _requests.ListAsync(token => _client.ListObjectsEnumAsync(request, token), cancellation))
                break;
        }
        catch (StorageException e) when (e.InnerException is S3ErrorException { Code: "NoSuchBucket" })
        {
            await MakeBucketAsync(cancellation);
        }
    }

    public void Dispose()
    {
        _client.Dispose();
        _http.Dispose();
        _downloads.Dispose();
    }

    private async Task MakeBucketAsync(CancellationToken cancellation)
    {
        try
        {
            MakeBucketArgs request = new MakeBucketArgs().WithBucket(_options.Bucket).WithLocation(_options.Region);
            await _requests.ExecuteAsync(token => _client.MakeBucketAsync(request, token), cancellation);
        }
        catch (StorageException e) when (e.InnerException is S3ErrorException { Code: "BucketAlreadyOwnedByYou" })
        {
            // Another process was quicker.
        }
    }

    private T On<T>(string key)
        where T : ObjectArgs<T>, new() => new T().WithBucket(_options.Bucket).WithObject(key);

    private async Task UploadAsync(string key, HttpContent content, string mediaType, CancellationToken token)
    {
        string url = await _client.PresignedPutObjectAsync(On<PresignedPutObjectArgs>(key).WithExpiry(PresignedUrlSeconds));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);
        using var request = new HttpRequestMessage(HttpMethod.Put, url) { Content = content };
        // A store that rejects a large object says so before it is sent, instead of breaking the connection.
        request.Headers.ExpectContinue = content.Headers.ContentLength > 1 << 20;
        using HttpResponseMessage answer = await _http.SendAsync(request, token);
    }

    private async Task<HttpResponseMessage> GetAsync(string key, RangeHeaderValue? range, CancellationToken cancellation)
    {
        try
        {
            return await _requests.ExecuteAsync(
                async token =>
                {
                    string url = await _client.PresignedGetObjectAsync(On<PresignedGetObjectArgs>(key).WithExpiry(PresignedUrlSeconds));
                    using var request = new HttpRequestMessage(HttpMethod.Get, url);
                    request.Headers.Range = range;
                    return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token);
                },
                cancellation);
        }
        catch (StorageException e) when (e.InnerException is S3ErrorException { Code: "NoSuchKey" })
        {
            throw new ObjectMissingException(key);
        }
    }

    // Each read has its timeout; errors of the destination are not the store's.
    private async Task CopyAsync(HttpResponseMessage answer, long count, Stream destination, CancellationToken cancellation)
    {
        await using Stream body = await answer.Content.ReadAsStreamAsync(cancellation);
        byte[] buffer = new byte[Math.Min(BufferSize, Math.Max(1, Math.Min(count, answer.Content.Headers.ContentLength ?? count)))];
        while (count > 0)
        {
            var part = buffer.AsMemory(0, (int)Math.Min(count, buffer.Length));
            int read = await _requests.ExecuteAsync(token => body.ReadAsync(part, token).AsTask(), cancellation);
            if (read == 0)
                return;
            await destination.WriteAsync(buffer.AsMemory(0, read), cancellation);
            count -= read;
        }
    }

    private static DateTimeOffset ParseTime(string time) =>
        DateTimeOffset.Parse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
