using System.Diagnostics;
using GetYourMusicStyle.Cli.Tests;
using GetYourMusicStyle.EndToEnd.Tests.Checkout;
using GetYourMusicStyle.EndToEnd.Tests.Deployments;
using GetYourMusicStyle.EndToEnd.Tests.Media;
using Npgsql;
using Xunit.Abstractions;

namespace GetYourMusicStyle.EndToEnd.Tests;

public sealed class TelemetryTests(Deployment deployment, ITestOutputHelper output) : DeploymentTest(deployment, output)
{
    [Fact]
    public async Task Every_process_speaks_to_the_three_servers_alone_and_writes_in_its_own_folders_alone()
    {
        foreach (var process in (RoleProcess[])[Deployment.Feature, Deployment.Scoring, Deployment.Recommender])
            await process.KillAsync();
        Traced[] traced = [.. new[] { "api", "feature-worker", "scoring-worker", "recommender" }.Select(Trace)];
        try
        {
            await ProveQuietAsync(traced);
        }
        finally
        {
            foreach (var one in traced)
            {
                if (!one.Process.HasExited)
                    one.Process.Kill(entireProcessTree: true);
                one.Process.Dispose();
            }
        }
    }

    private async Task ProveQuietAsync(Traced[] traced)
    {
        List<Song> songs = [.. Music.Samples(), .. Music.Short(5), .. Music.Unusable()];
        var batch = await Client.CreateBatchAsync();
        using (var own = new ApiClient(traced[0].Address, Deployment.Key))
            await own.UploadAsync(songs, batch);
        await Deployment.ProveAsync(batch, songs);

        foreach (var one in traced)
            await SystemCalls.TerminateAsync(one.Process);

        int[] servers =
        [
            new NpgsqlConnectionStringBuilder(Deployment.Postgres.ConnectionString).Port, new Uri(Deployment.Rabbit.Address).Port,
            new Uri(Deployment.Store.Endpoint).Port,
        ];
        Assert.Contains(traced[2].Calls.Read(), call => call.Contains("libonnxruntime.so", StringComparison.Ordinal));
        foreach (var one in traced)
        {
            string[] calls = one.Calls.Read();
            Assert.Contains(calls, call => call.Contains($"htons({servers[0]})", StringComparison.Ordinal));
            one.Calls.AssertQuiet(calls, [.. servers, one.Address.Port], Deployment.WorkFolder, Deployment.SpoolFolder);
        }
    }

    private Traced Trace(string service)
    {
        var (command, environment) = Deployment.Compose(service);
        var address = new Uri($"http://127.0.0.1:{Ports.Free()}/");
        var calls = new SystemCalls(Directory.CreateDirectory(Path.Combine(Repository.RunFolder, "traced-" + service)).FullName);
        var start = calls.Start(Repository.Worker, [.. command, "--urls", $"{address}"]);
        foreach (var (key, value) in environment.Where(variable => !variable.Key.Contains("TELEMETRY", StringComparison.Ordinal)))
            start.Environment[key] = value;
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new(process, calls, address);
    }

    private sealed record Traced(Process Process, SystemCalls Calls, Uri Address);
}
