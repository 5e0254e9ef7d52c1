using GetYourMusicStyle.Contracts;
using GetYourMusicStyle.EndToEnd.Tests.Checkout;
using GetYourMusicStyle.Servers;
using GetYourMusicStyle.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace GetYourMusicStyle.EndToEnd.Tests.Deployments;

/// <summary>Tests that share the one deployment run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class DeploymentTests : ICollectionFixture<Deployment>
{
    public const string Name = "deployment";
}

/// <summary>
/// The distributed form: three servers, and processes of the worker program with the roles and the settings of docker-compose.yml. Only
/// addresses and credentials differ from it, and the timeouts, so that tests need not wait long.
/// </summary>
public sealed class Deployment : IAsyncLifetime
{
    internal const string Key = "0123456789abcdef-end-to-end";
    internal const double WorkLeaseSeconds = 6;
    private readonly List<RoleProcess> _processes = [];
    private readonly Dictionary<string, int> _numbers = [];
    private ServiceProvider? _storage;

    public PostgresServer Postgres { get; private set; } = null!;

    public RabbitServer Rabbit { get; private set; } = null!;

    public S3Server Store { get; private set; } = null!;

    internal RoleProcess Api { get; private set; } = null!;

    internal RoleProcess Feature { get; private set; } = null!;

    internal RoleProcess Scoring { get; private set; } = null!;

    internal RoleProcess Recommender { get; private set; } = null!;

    internal ApiClient Client { get; private set; } = null!;

    internal CatalogProbe Catalog { get; private set; } = null!;

    internal BrokerProbe Broker { get; private set; } = null!;

    internal IObjectStore Objects { get; private set; } = null!;

    internal string WorkFolder { get; } = Path.Combine(Repository.RunFolder, "work");

    internal string SpoolFolder { get; } = Path.Combine(Repository.RunFolder, "spool");

    public async Task InitializeAsync()
    {
        if (Directory.Exists(Repository.RunFolder))
            Directory.Delete(Repository.RunFolder, recursive: true);
        Directory.CreateDirectory(Repository.RunFolder);
        var (postgres, rabbit, store) = (PostgresServer.StartAsync(), RabbitServer.StartAsync(), S3Server.StartAsync(durable: true));
        (Postgres, Rabbit, Store) = (await postgres, await rabbit, await store);
        Catalog = new CatalogProbe(Postgres.ConnectionString);
        Broker = new BrokerProbe(Rabbit.Address);
        _storage = new ServiceCollection().AddLogging().AddStorage(storage =>
        {
            (storage.Kind, storage.Endpoint) = (StorageKind.S3, Store.Endpoint);
            (storage.AccessKey, storage.SecretKey) = (Store.Settings["Storage:AccessKey"], Store.Settings["Storage:SecretKey"]);
        }).BuildServiceProvider();
        Objects = _storage.GetRequiredService<IObjectStore>();
        await RestoreAsync();
    }

    public async Task DisposeAsync()
    {
        Client?.Dispose();
        foreach (var process in _processes)
            await process.DisposeAsync();
        foreach (IAsyncDisposable? server in new IAsyncDisposable?[] { _storage, Postgres, Rabbit, Store })
        {
            if (server is not null)
                await server.DisposeAsync();
        }
    }

    /// <summary>What every test begins with: one API, one feature worker, one scoring worker, one recommender, with nothing but the usual settings.</summary>
    internal async Task RestoreAsync()
    {
        await ReviveServersAsync();
        foreach (var other in _processes.Where(process => process != Api && process != Feature && process != Scoring && process != Recommender).ToList())
            await RemoveAsync(other);
        Api = Usual(Api, "api");
        Feature = Usual(Feature, "feature-worker");
        Scoring = Usual(Scoring, "scoring-worker");
        Recommender = Usual(Recommender, "recommender");
        Client ??= new ApiClient(Api.Address, Key);
        foreach (var process in new[] { Api, Feature, Scoring, Recommender })
        {
            await process.ThawAsync();
            await process.ReadyAsync();
        }
        await ForgetWorkAsync();
    }

    /// <summary>Starts a process of a service of the compose file; does not wait for it.</summary>
    internal RoleProcess Add(string service, bool restarting = false, string? program = null, params (string Name, string Value)[] settings)
    {
        var process = Create(service, settings, program);
        if (restarting)
            process.StartRestarting();
        else
            process.Start();
        return process;
    }

    /// <summary>Kills a process for good.</summary>
    internal async Task RemoveAsync(RoleProcess process)
    {
        await process.DisposeAsync();
        _processes.Remove(process);
    }

    /// <summary>The ends of all logs.</summary>
    internal string Tails() => string.Join('\n', _processes.Select(process => $"--- {process.LogPath}\n{process.LogTail(25)}"));

    // What a failed test has left must not fail the next one.
    private async Task ReviveServersAsync()
    {
        foreach (var (server, probe) in new (TestServer, Func<Task>)[]
            { (Postgres, () => Catalog.ScalarAsync<int>("SELECT 1")), (Rabbit, () => Broker.ReadyAsync()), (Store, () => Objects.PrepareAsync(default)) })
        {
            try
            {
                await probe();
            }
            catch (Exception)
            {
                await server.RestartAsync();
            }
        }
    }

    private async Task ForgetWorkAsync()
    {
        foreach (string queue in StageNames.All)
            await Client.PostAsync($"queues/{queue}/resume");
        foreach (var job in await Catalog.RowsAsync("SELECT id FROM jobs WHERE finished_at IS NULL", row => row.GetGuid(0)))
            await Client.DeleteAsync($"jobs/{job}");
    }

    private RoleProcess Usual(RoleProcess? process, string service)
    {
        process ??= Create(service, []);
        if (!process.Running)
            process.Start();
        return process;
    }

    private RoleProcess Create(string service, (string Name, string Value)[] settings, string? program = null)
    {
        int number = _numbers[service] = _numbers.GetValueOrDefault(service) + 1;
        var (command, environment) = Compose(service);
        foreach (var (key, value) in settings)
            environment[key] = value;
        var process = new RoleProcess($"{service}-{number}", program ?? Repository.Worker, command, environment);
        _processes.Add(process);
        return process;
    }

    /// <summary>The arguments and the environment of a process of a service of the compose file.</summary>
    internal (IReadOnlyList<string> Command, Dictionary<string, string> Environment) Compose(string service)
    {
        var variables = new Dictionary<string, string>
        {
            ["GYMS_API_KEY"] = Key,
            ["GYMS_S3_ENDPOINT"] = Store.Endpoint,
            ["GYMS_S3_ACCESS_KEY"] = Store.Settings["Storage:AccessKey"],
            ["GYMS_S3_SECRET_KEY"] = Store.Settings["Storage:SecretKey"],
        };
        var composed = ComposeFile.Read(variables).Services[service];
        Directory.CreateDirectory(WorkFolder);
        return (composed.Command, new Dictionary<string, string>(composed.Environment)
        {
            ["GYMS_HOME"] = Repository.Root,
            ["Catalog__ConnectionString"] = Postgres.ConnectionString,
            ["Bus__Host"] = Rabbit.Address,
            ["Api__SpoolFolder"] = SpoolFolder,
            ["Pipeline__TemporaryFolder"] = WorkFolder,
            ["Storage__TemporaryFolder"] = WorkFolder,
            // So that recovery takes seconds, and that much more than one round of the dispatcher waits in the catalog.
            ["Catalog__WorkLeaseSeconds"] = $"{WorkLeaseSeconds}",
            ["Catalog__SentLeaseSeconds"] = "10",
            ["Catalog__RetrySeconds"] = "0.5",
            ["Catalog__SlowFileBytes"] = "2000000",
            ["Bus__Outstanding"] = "32",
            ["Bus__TimeoutSeconds"] = "5",
            ["Storage__TimeoutSeconds"] = "15",
        });
    }
}
