using System.Text;
using GetYourMusicStyle.EndToEnd.Tests.Deployments;
using GetYourMusicStyle.EndToEnd.Tests.Media;
using GetYourMusicStyle.Fuzz;
using GetYourMusicStyle.Soak.Records;

namespace GetYourMusicStyle.Soak.Traffic;

/// <summary>Clients that bring good, bad and hostile files, cancel some, and look at others.</summary>
internal sealed class Uploads(IReadOnlyList<Uri> servers, Deployment deployment, Ledger ledger, int seed, SoakLog log)
{
    private const int MostUnfinished = 120;
    private volatile bool _enough;

    /// <summary>Brings files until cancelled; finishes what has begun.</summary>
    public Task RunAsync(CancellationToken stop) => Task.WhenAll(
        servers.SelectMany((server, n) => new[] { BringAsync(server, new Random(seed + n), stop), AttackAsync(server, new Random(seed + 100 + n), stop) })
            .Append(PaceAsync(stop)));

    private async Task BringAsync(Uri server, Random random, CancellationToken stop)
    {
        using var client = new ApiClient(server, Deployment.Key);
        var mutator = new Mutator([]);
        byte[][] seeds = [.. Seeds("decode"), .. Seeds("decode-caged")];
        for (int n = 0; !stop.IsCancellationRequested; n++)
        {
            await PauseAsync(_enough ? 2_000 : random.Next(100, 900), stop);
            if (_enough)
                continue;
            try
            {
                await BringOneAsync(client, n, mutator, seeds, random);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                log.Write($"UPLOAD GIVEN UP at {server}: {e.Message.ReplaceLineEndings(" ")}");
            }
        }
    }

    private async Task BringOneAsync(ApiClient client, int n, Mutator mutator, byte[][] seeds, Random random)
    {
        var (song, expected) = (n % 10) switch
        {
            3 => (Music.Mp4($"m4a/{n}.m4a", $"soak {n}"), Expected.Done),
            5 => (Music.Unusable().ElementAt(random.Next(3)), Expected.Failed),
            7 or 8 => (new Song($"hostile/{n}", mutator.Mutate(seeds[random.Next(seeds.Length)], seeds, random) is { Length: > 0 } bytes ? bytes : [0], null), Expected.Ended),
            _ => (Music.Short(1)[0] with { Path = $"album/{Guid.NewGuid():N}.wav" }, Expected.Done),
        };
        var job = await client.UploadAsync(song, null);
        ledger.Accepted(song, expected, job.GetProperty("id").GetGuid());
        switch (n % 10)
        {
            case 1 when ledger.Uploads.FirstOrDefault(upload => upload.Song.Sha256 == song.Sha256) is { } mine:
                ledger.MayBeCancelled(mine);
                await client.DeleteAsync($"jobs/{mine.Job}");
                break;
            case 6:
                await client.UploadAsync(song, null, "again/" + song.Path);        // the same bytes from elsewhere
                break;
        }
    }

    // Requests that make no sense: each has to be refused, and none may be an error of the server's.
    private async Task AttackAsync(Uri server, Random random, CancellationToken stop)
    {
        using var http = new HttpClient { BaseAddress = server, Timeout = TimeSpan.FromSeconds(30) };
        http.DefaultRequestHeaders.Add("X-Api-Key", Deployment.Key);
        var mutator = new Mutator([Encoding.ASCII.GetBytes("--b\r\n"), Encoding.ASCII.GetBytes("\r\n\r\n")]);
        byte[][] seeds = Seeds("multipart");
        while (!stop.IsCancellationRequested)
        {
            await PauseAsync(random.Next(500, 3_000), stop);
            try
            {
                using var content = new ByteArrayContent(mutator.Mutate(seeds[0], seeds, random));
                content.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=b");
                using var answer = await http.PostAsync(new Uri("api/v1/tracks", UriKind.Relative), content, stop);
                if ((int)answer.StatusCode is 500)
                    log.Write($"ERROR 500 at {server}: {await answer.Content.ReadAsStringAsync(stop)}");
                if ((int)answer.StatusCode is >= 400 and < 500)
                    ledger.NoteRefused();
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
            {
                // Killed or frozen.
            }
        }
    }

    private async Task PaceAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await PauseAsync(2_000, stop);
            try
            {
                _enough = await deployment.Catalog.ActiveAsync() > MostUnfinished;
            }
            catch (Exception e) when (e is Npgsql.NpgsqlException or TimeoutException or InvalidOperationException)
            {
                // Killed.
            }
        }
    }

    private static byte[][] Seeds(string target) =>
        [.. Directory.EnumerateFiles(Path.Combine(SeedFolder.Root, target)).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];

    private static Task PauseAsync(int milliseconds, CancellationToken stop) => Task.Delay(milliseconds, stop).ContinueWith(_ => { }, TaskScheduler.Default);
}
