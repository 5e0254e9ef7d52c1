using GetYourMusicStyle.EndToEnd.Tests.Deployments;

namespace GetYourMusicStyle.Soak.Disturbances;

/// <summary>
/// The processes of the deployment: an API and workers that are frozen at most, so that it can be seen whether their memory grows, and others that are
/// killed, that have a disk of their own, or whose clock is wrong.
/// </summary>
internal sealed class Fleet
{
    private const string FakeTime = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1";
    private readonly Deployment _deployment;
    private readonly SmallDisk _spool, _work;

    private Fleet(Deployment deployment, SmallDisk spool, SmallDisk work)
    {
        (_deployment, _spool, _work) = (deployment, spool, work);
        SecondApi = deployment.Add("api", settings: [("Api__SpoolFolder", spool.Folder), ("Api__MinFreeBytes", "2000000"), .. Clock("-14m")]);
        SecondFeature = deployment.Add("feature-worker", settings: [("Pipeline__TemporaryFolder", work.Folder), ("Storage__TemporaryFolder", work.Folder), ("Api__MinFreeBytes", "2000000")]);
        Killed =
        [
            deployment.Recommender, SecondApi, SecondFeature, deployment.Add("scoring-worker"),
            // As far off as a store lets in.
            deployment.Add("feature-worker", settings: Clock("+14m")), deployment.Add("scoring-worker", settings: Clock("-14m")),
        ];
        HourOff = deployment.Add("feature-worker", settings: Clock("+1h"));
    }

    /// <summary>An API that is killed, whose disk is filled and whose clock is wrong.</summary>
    public RoleProcess SecondApi { get; }

    /// <summary>A worker that is killed, and whose disk is filled.</summary>
    public RoleProcess SecondFeature { get; }

    /// <summary>Processes that are killed.</summary>
    public IReadOnlyList<RoleProcess> Killed { get; }

    /// <summary>A worker that the store refuses for its clock: it has to wait, say so and harm nobody.</summary>
    public RoleProcess HourOff { get; }

    /// <summary>Processes that live from the start to the end.</summary>
    public IReadOnlyList<RoleProcess> Lasting => [_deployment.Api, _deployment.Feature, _deployment.Scoring];

    /// <summary>Whether wrong clocks can be had here.</summary>
    public static bool HasWrongClocks => File.Exists(FakeTime);

    /// <summary>Starts the processes beside the usual ones.</summary>
    public static Fleet Start(Deployment deployment, SmallDisk spool, SmallDisk work) => new(deployment, spool, work);

    /// <summary>All that can go wrong.</summary>
    public IReadOnlyList<Disturbance> Disturbances()
    {
        TimeSpan shortly = TimeSpan.FromSeconds(15), pastLeases = TimeSpan.FromSeconds(30), outage = TimeSpan.FromSeconds(45);
        List<Disturbance> all =
        [
            new("postgres", "kill", shortly, () => _deployment.Postgres.KillAsync(), () => _deployment.Postgres.RestartAsync()),
            new("rabbitmq", "kill", shortly, () => _deployment.Rabbit.KillAsync(), () => _deployment.Rabbit.RestartAsync()),
            new("s3", "kill", outage, () => _deployment.Store.KillAsync(), () => _deployment.Store.RestartAsync()),
        ];
        foreach (var process in Killed)
        {
            all.Add(new(process.Name, "kill", shortly, process.KillAsync, () => Started(process)));
            all.Add(new(process.Name, "stop", shortly, process.TerminateAsync, () => Started(process)));
            all.Add(new(process.Name, "freeze", pastLeases, process.FreezeAsync, process.ThawAsync));
        }
        foreach (var process in Lasting)
            all.Add(new(process.Name, "freeze", pastLeases, process.FreezeAsync, process.ThawAsync));
        if (_spool.Mounted)
            all.Add(new("disk of " + SecondApi.Name, "fill", outage, _spool.FillAsync, _spool.EmptyAsync));
        if (_work.Mounted)
            all.Add(new("disk of " + SecondFeature.Name, "fill", outage, _work.FillAsync, _work.EmptyAsync));
        return all;
    }

    private static Task Started(RoleProcess process)
    {
        process.Start();
        return Task.CompletedTask;
    }

    private static (string, string)[] Clock(string shift) => HasWrongClocks
        ? [("LD_PRELOAD", FakeTime), ("FAKETIME", shift), ("FAKETIME_DONT_FAKE_MONOTONIC", "1")]
        : [];
}
