using System.Net;

namespace GetYourMusicStyle.Api.Tests;

public class QuotaTests
{
    private const string Key = "correct-horse-battery", Other = "another-key-of-somebody";

    [Fact]
    public async Task A_key_uploads_so_many_bytes_a_day_and_others_have_their_own()
    {
        await using var server = await Server.StartAsync($"--Api:Keys:0={Key}", $"--Api:Keys:1={Other}", "--Api:DailyBytesPerKey=100000");
        using var http = server.Client(("X-Api-Key", Key));
        byte[] some = Music.New(1);     // 44 KB
        using var first = await http.PostAsync("tracks?name=1.wav", new ByteArrayContent(some));
        Assert.Equal((HttpStatusCode.Accepted, "100000"), (first.StatusCode, first.Headers.GetValues("X-Quota-Bytes-Left").Single()));
        using var second = await http.PostAsync("tracks?name=2.wav", new ByteArrayContent(Music.New(1)));
        Assert.Equal((HttpStatusCode.Accepted, $"{100_000 - some.Length}"), (second.StatusCode, second.Headers.GetValues("X-Quota-Bytes-Left").Single()));
        foreach (bool chunked in new[] { false, true })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "tracks?name=3.wav") { Content = new ByteArrayContent(Music.New(1)) };
            request.Headers.TransferEncodingChunked = chunked;
            using var refused = await http.SendAsync(request);
            await ProblemAssert.CheckAsync(refused, 429, "quota");
            Assert.Equal($"{100_000 - 2 * some.Length}", refused.Headers.GetValues("X-Quota-Bytes-Left").Single());
            Assert.NotNull(refused.Headers.RetryAfter);
        }
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("tracks")).StatusCode);
        using var other = server.Client(("X-Api-Key", Other));
        Assert.Equal(HttpStatusCode.Accepted, (await other.PostAsync("tracks?name=4.wav", new ByteArrayContent(Music.New(1)))).StatusCode);
    }

    [Fact]
    public async Task A_key_made_with_numbers_of_its_own_goes_by_them()
    {
        await using var server = await Server.StartAsync($"--Api:Keys:0={Key}", "--Api:DailyBytesPerKey=1");
        using var admin = server.Client(("X-Api-Key", Key));
        await ProblemAssert.CheckAsync(await admin.PostAsync("tracks?name=1.wav", new ByteArrayContent(Music.New(1))), 429, "quota");
        var keys = server.Services.GetService(typeof(Catalog.Keys.KeyStore)) as Catalog.Keys.KeyStore;
        var made = await keys!.AddAsync(new("band", Catalog.Model.ApiScopes.All, DailyBytes: 1_000_000), default);
        using var http = server.Client(("X-Api-Key", made!.Secret));
        Assert.Equal(HttpStatusCode.Accepted, (await http.PostAsync("tracks?name=2.wav", new ByteArrayContent(Music.New(1)))).StatusCode);
    }

    [Fact]
    public async Task A_key_and_an_address_have_budgets_of_requests_beside_each_other()
    {
        await using var server = await Server.StartAsync($"--Api:Keys:0={Key}", $"--Api:Keys:1={Other}", "--Api:RequestsPerSecond=5", "--Api:RequestsPerSecondPerAddress=20");
        using HttpClient one = server.Client(("X-Api-Key", Key)), other = server.Client(("X-Api-Key", Other));
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => one.GetAsync("model")));
        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
        using var others = await other.GetAsync("model");       // not spent by the first
        Assert.True(others.IsSuccessStatusCode, await others.Content.ReadAsStringAsync());
        var all = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => server.Http.GetAsync("/health/live")));
        var refused = all.First(answer => answer.StatusCode != HttpStatusCode.OK);      // the address's are
        var problem = await ProblemAssert.CheckAsync(refused, 429, "too-many-requests");
        Assert.Contains("Api:RequestsPerSecondPerAddress", (string)problem["detail"]!);
    }
}
