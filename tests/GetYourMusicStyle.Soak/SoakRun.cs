using GetYourMusicStyle.EndToEnd.Tests.Checkout;
using GetYourMusicStyle.EndToEnd.Tests.Deployments;
using GetYourMusicStyle.Soak.Disturbances;
using GetYourMusicStyle.Soak.Proof;
using GetYourMusicStyle.Soak.Records;
using GetYourMusicStyle.Soak.Traffic;

namespace GetYourMusicStyle.Soak;

/// <summary>The distributed form at work for some minutes while it is disturbed, and the reckoning.</summary>
internal static class SoakRun
{
    /// <summary>Runs; the report goes to standard output and to a file.</summary>
    /// <returns>Whether nothing is wrong.</returns>
    public static async Task<bool> RunAsync(double minutes, int seed, string report)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(report)!);
        await using var file = File.CreateText(report);
        var log = new SoakLog(file);
        await using var spool = await SmallDisk.MountAsync(Path.Combine(Path.GetTempPath(), "gyms-soak-spool"));
        await using var work = await SmallDisk.MountAsync(Path.Combine(Path.GetTempPath(), "gyms-soak-work"));
        var deployment = new Deployment();
        try
        {
            await deployment.InitializeAsync();
            var fleet = Fleet.Start(deployment, spool, work);
            foreach (var process in fleet.Killed)
                await process.ReadyAsync();
            log.Write($"{fleet.Lasting.Count + fleet.Killed.Count + 1} processes over three servers; {minutes} minutes, seed {seed}; clocks wrong: {Fleet.HasWrongClocks}; disks to fill: {spool.Mounted && work.Mounted}");
            return await DisturbAsync(deployment, fleet, minutes, seed, log, [spool.Folder, work.Folder]);
        }
        finally
        {
            await deployment.DisposeAsync();
        }
    }

    private static async Task<bool> DisturbAsync(Deployment deployment, Fleet fleet, double minutes, int seed, SoakLog log, string[] disks)
    {
        using var stop = new CancellationTokenSource();
        using var end = new CancellationTokenSource();
        var ledger = new Ledger();
        var chaos = new Chaos(fleet.Disturbances(), new Random(seed), log);
        var messages = new StaleMessages(deployment, seed + 1);
        var vitals = new Vitals([.. fleet.Lasting, .. fleet.Killed]);
        var watching = vitals.RunAsync(end.Token);
        Task[] traffic = [new Uploads([deployment.Api.Address, fleet.SecondApi.Address], deployment, ledger, seed, log).RunAsync(stop.Token), messages.RunAsync(stop.Token)];
        var disturbing = chaos.RunAsync(stop.Token);
        stop.CancelAfter(TimeSpan.FromMinutes(minutes));
        await disturbing;
        await Task.WhenAll(traffic);
        foreach (var process in fleet.Lasting.Concat(fleet.Killed))
            await process.ReadyAsync();

        var faults = await new Reckoning(deployment, ledger, log).CheckAsync([.. disks, deployment.SpoolFolder, deployment.WorkFolder]);

        await end.CancelAsync();
        await watching;
        log.Write($"{messages.Stale} messages sent again, late or early, {messages.Garbage} that nobody understands");
        log.Write("disturbances: " + string.Join(", ", chaos.Counts.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key} {one.Value}")));
        foreach (string line in vitals.Lines())
            log.Write(line);
        foreach (string fault in faults)
            log.Write("FAULT " + fault);
        log.Write($"{faults.Count} faults; logs are in {Repository.RunFolder}");
        return faults.Count == 0;
    }
}
