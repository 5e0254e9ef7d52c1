using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace GetYourMusicStyle.Bench.Import;

/// <summary>Imports a library into a server, as <c>gyms submit</c> does, and waits for the last verdict.</summary>
internal static class Importer
{
    private const int Uploads = 4;

    /// <summary>Seconds from the first byte sent to the last track done.</summary>
    public static async Task<double> RunAsync(Uri server, IReadOnlyList<string> files)
    {
        using var http = new HttpClient { BaseAddress = new Uri(server, "/api/v1/"), Timeout = TimeSpan.FromMinutes(10) };
        using var made = await http.PostAsJsonAsync("batches", new { name = "bench" });
        string batch = (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
        long start = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(files, new ParallelOptions { MaxDegreeOfParallelism = Uploads }, async (file, cancellation) =>
        {
            await using var stream = File.OpenRead(file);
            using var content = new StreamContent(stream);
            using var answer = await http.PostAsync($"tracks?name={Path.GetFileName(file)}&batch={batch}", content, cancellation);
            answer.EnsureSuccessStatusCode();
        });
        while (true)
        {
            var counts = (await http.GetFromJsonAsync<JsonElement>($"batches/{batch}")).GetProperty("counts");
            int Count(string state) => counts.GetProperty(state).GetInt32();
            if (Count("failed") + Count("cancelled") > 0)
                throw new InvalidOperationException($"Tracks failed: {counts}");
            if (Count("done") == files.Count)
                return Stopwatch.GetElapsedTime(start).TotalSeconds;
            await Task.Delay(200);
        }
    }
}
