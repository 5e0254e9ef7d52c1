using System.Text.Json.Nodes;

namespace GetYourMusicStyle.Api.Tests;

public class TrackListTests
{
    [Fact]
    public async Task The_catalog_is_listed_in_any_order_page_by_page_and_counted()
    {
        await using var server = await Server.StartAsync();
        string batch = await server.NewBatchAsync("list");
        (string Name, byte[] Bytes)[] files = [("b.wav", Music.New(4)), ("C.wav", Music.New(9)), ("a.wav", Music.New(6)), ("d.wav", "no music at all, so that it fails"u8.ToArray())];
        foreach (var (name, bytes) in files)
            await server.UploadAsync(bytes, name, $"&batch={batch}");
        await server.EndOfBatchAsync(batch, files.Length);

        Assert.Equal(["d.wav", "a.wav", "C.wav", "b.wav"], await AllAsync("sort=added"));
        Assert.Equal(["b.wav", "C.wav", "a.wav", "d.wav"], await AllAsync("sort=added&order=asc"));
        Assert.Equal(["a.wav", "b.wav", "C.wav", "d.wav"], await AllAsync("sort=title"));
        Assert.Equal(["d.wav", "C.wav", "b.wav", "a.wav"], await AllAsync("sort=title&order=desc"));
        Assert.Equal(["b.wav", "a.wav", "C.wav", "d.wav"], await AllAsync("sort=duration"));
        Assert.Equal(["C.wav", "a.wav", "b.wav", "d.wav"], await AllAsync("sort=duration&order=desc"));
        foreach (string sort in new[] { "artist", "genre", "confidence" })
            Assert.Equal(4, (await AllAsync($"sort={sort}")).Distinct().Count());
        Assert.Equal("d.wav", (await AllAsync("sort=genre&order=desc"))[^1]);
        Assert.Equal(["C.wav", "d.wav"], Names(await server.GetAsync("tracks?sort=title&skip=2")));
        Assert.Equal(["d.wav"], Names(await server.GetAsync("tracks?sort=duration&order=desc&skip=3")));

        var summary = await server.GetAsync("tracks/summary");
        Assert.Equal((4, 1), ((int)summary["tracks"]!, (int)summary["not_analysed"]!));
        Assert.Equal(19, (double)summary["duration_s"]!, 0.5);
        Assert.Equal(3, summary["genres"]!.AsArray().Sum(genre => (int)genre!["tracks"]!) + (int)summary["silent"]!);
        int unsure = (int)summary["uncertain"]!;
        Assert.Equal(unsure, summary["genres"]!.AsArray().Sum(genre => (int)genre!["uncertain"]!));
        Assert.Equal(unsure, (await AllAsync("uncertain=true")).Count);
        Assert.Equal(3 - (int)summary["silent"]! - unsure, (await AllAsync("uncertain=false")).Count);
        Assert.Equal(1, (int)(await server.GetAsync("tracks/summary?q=c"))["tracks"]!);

        async Task<List<string>> AllAsync(string query)
        {
            List<string> names = [];
            string? next = null;
            do
            {
                var page = await server.GetAsync($"tracks?limit=1&{query}" + (next is null ? "" : $"&after={next}"));
                names.AddRange(Names(page));
                next = (string?)page["next"];
            }
            while (next is not null && names.Count < 10);
            return names;
        }
    }

    private static IEnumerable<string> Names(JsonNode page) => page["items"]!.AsArray().Select(track => (string)track!["file_name"]!);
}
