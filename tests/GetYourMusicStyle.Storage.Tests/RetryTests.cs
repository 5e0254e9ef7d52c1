using System.Net;

namespace GetYourMusicStyle.Storage.Tests;

/// <summary>Server errors of a store are retried, a bounded number of times.</summary>
[Collection(StoreTests.Name)]
public class RetryTests(Stores stores)
{
    [Fact]
    public async Task A_server_error_that_passes_is_not_seen()
    {
        using var server = new ErringServer(errors: 4);
        await stores.Open(StorageKind.S3, options => options.Endpoint = server.Endpoint).PutAsync("a", [1]);
        Assert.Equal(5, server.Requests);
    }

    [Fact]
    public async Task A_server_error_that_stays_is_told_after_five_requests()
    {
        using var server = new ErringServer(errors: int.MaxValue);
        IObjectStore store = stores.Open(StorageKind.S3, options => options.Endpoint = server.Endpoint);
        Assert.Contains("503", await Reading.ErrorAsync(() => store.PutAsync("a", [1])));
        Assert.Equal(5, server.Requests);
    }

    [Fact]
    public async Task An_error_of_the_request_is_not_retried()
    {
        using var server = new ErringServer(errors: int.MaxValue, HttpStatusCode.Forbidden);
        IObjectStore store = stores.Open(StorageKind.S3, options => options.Endpoint = server.Endpoint);
        await Reading.ErrorAsync(() => store.PutAsync("a", [1]));
        Assert.Equal(1, server.Requests);
    }

    /// <summary>A server that answers a number of requests with an error, and then says that all is well.</summary>
    private sealed class ErringServer : IDisposable
    {
        private readonly HttpListener _listener = new();
        private int _requests;

        public ErringServer(int errors, HttpStatusCode status = HttpStatusCode.ServiceUnavailable)
        {
            using (var free = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0))
            {
                free.Start();
                Endpoint = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
            }

            _listener.Prefixes.Add(Endpoint + "/");
            _listener.Start();
            _ = AnswerAsync(errors, status);
        }

        public string Endpoint { get; }

        public int Requests => Volatile.Read(ref _requests);

        public void Dispose() => _listener.Close();

        private async Task AnswerAsync(int errors, HttpStatusCode status)
        {
            try
            {
                while (true)
                {
                    HttpListenerContext exchange = await _listener.GetContextAsync();
                    await exchange.Request.InputStream.CopyToAsync(Stream.Null);
                    exchange.Response.StatusCode = (int)(Interlocked.Increment(ref _requests) > errors ? HttpStatusCode.OK : status);
                    exchange.Response.Close();
                }
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
            }
        }
    }
}
