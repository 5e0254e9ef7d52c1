using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using GetYourMusicStyle.Catalog.Batches;
using GetYourMusicStyle.Catalog.Data;
using GetYourMusicStyle.Catalog.Index;
using GetYourMusicStyle.Catalog.Jobs;
using GetYourMusicStyle.Catalog.Keys;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Catalog.Tracks;
using GetYourMusicStyle.Contracts;
using GetYourMusicStyle.Servers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Xunit.Sdk;

namespace GetYourMusicStyle.Catalog.Tests;

/// <summary>Runs a theory on SQLite and on PostgreSQL.</summary>
public sealed class BothDatabasesAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[CatalogProvider.Sqlite], [CatalogProvider.Postgres]];
}

/// <summary>One PostgreSQL server for all tests, started for the first that asks; each makes a database of its own.</summary>
public sealed class CatalogServer : IAsyncLifetime
{
    private readonly Lazy<Task<PostgresServer>> _postgres = new(() => PostgresServer.StartAsync());

    public Task<PostgresServer> PostgresAsync() => _postgres.Value;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_postgres.IsValueCreated)
            await (await _postgres.Value).DisposeAsync();
    }
}

[CollectionDefinition("catalog")]
public sealed class CatalogCollection : ICollectionFixture<CatalogServer>;

/// <summary>The clock of a catalog's database, which the test moves; that of the processes stands where it was, or where the test sets it.</summary>
public sealed class CatalogClock(FakeTimeProvider process, PostgresClock? database)
{
    private DateTimeOffset _now = process.GetUtcNow();

    public DateTimeOffset GetUtcNow() => _now;

    /// <summary>The clock of processes; in SQLite it is the database's.</summary>
    public FakeTimeProvider Process => process;

    public void Advance(TimeSpan time)
    {
        _now += time;
        database?.Set(_now);
        if (database is null)
            process.AdjustTime(_now);
    }
}

/// <summary>A catalog of its own for one test, with a clock that the test moves, and the steps that tests have in common.</summary>
public sealed class CatalogHarness : IAsyncDisposable
{
    public const string Extractor = "extractor-1";
    public const string Model = "model-1";
    public static readonly string[] Genres = ["classical", "metal", "techno"];
    private readonly string? _folder;
    private readonly ServiceProvider _services;

    /// <summary>Jobs of a queue that are sent or begun.</summary>
    public async Task<int> OutstandingAsync(Stage stage, QueuePriority priority) =>
        (await Backlog.SnapshotAsync(default)).Queues.Single(queue => queue.Stage == stage && queue.Priority == priority).Outstanding;

    private CatalogHarness(CatalogProvider provider, string connectionString, string? folder, CatalogClock time, Action<CatalogOptions>? configure, ILoggerProvider? log, Random? random)
    {
        _folder = folder;
        Provider = provider;
        ConnectionString = connectionString;
        Time = time;
        _services = Services(provider, connectionString, time.Process, configure, log, random);
    }

    public CatalogProvider Provider { get; }

    public string ConnectionString { get; }

    public CatalogClock Time { get; }

    public Backlog Backlog => _services.GetRequiredService<Backlog>();

    public JobReader Jobs => _services.GetRequiredService<JobReader>();

    public KeyStore Keys => _services.GetRequiredService<KeyStore>();

    public SessionStore Sessions => _services.GetRequiredService<SessionStore>();

    public StageControl Stages => _services.GetRequiredService<StageControl>();

    public SubmissionStore Submissions => _services.GetRequiredService<SubmissionStore>();

    public BatchStore Batches => _services.GetRequiredService<BatchStore>();

    public TrackStore Tracks => _services.GetRequiredService<TrackStore>();

    public IndexReader Index => _services.GetRequiredService<IndexReader>();

    public CatalogMigration Migration => _services.GetRequiredService<CatalogMigration>();

    internal CatalogDatabase Database => _services.GetRequiredService<CatalogDatabase>();

    public static async Task<CatalogHarness> CreateAsync(
        CatalogProvider provider, CatalogServer server, Action<CatalogOptions>? configure = null, bool migrate = true, ILoggerProvider? log = null,
        Random? random = null)
    {
        string? folder = provider == CatalogProvider.Sqlite ? Directory.CreateTempSubdirectory("catalog-test-").FullName : null;
        string connection = folder is null ? await (await server.PostgresAsync()).CreateDatabaseAsync() : $"Data Source={folder}/sub/catalog.db";
        FakeTimeProvider process = new(new DateTimeOffset(2027, 1, 1, 12, 0, 0, TimeSpan.Zero));
        PostgresClock? clock = folder is null ? PostgresClock.Install(connection, process.GetUtcNow()) : null;
        var catalog = new CatalogHarness(
            provider, clock?.ConnectionString ?? connection, folder, new CatalogClock(process, clock), configure, log, random);
        if (migrate)
            await catalog.Migration.MigrateAsync(CancellationToken.None);
        return catalog;
    }

    /// <summary>Another process on the same database.</summary>
    public ServiceProvider AnotherProcess(TimeProvider? clock = null) => Services(Provider, ConnectionString, clock ?? Time.Process, null, null, null);

    public static string Sha(string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));

    /// <summary>Uploads a file whose bytes are its name.</summary>
    public async Task<SubmissionResult> SubmitAsync(string name, Guid? batch = null, string? path = null, long size = 1000, string model = Model)
    {
        Guid announcement = await Submissions.AnnounceAsync(Sha(name), default);
        return await Submissions.SubmitAsync(
            new UploadedFile(Sha(name), size, name + ".mp3", "audio/mpeg"), path ?? $"music/{name}.mp3", batch, announcement, model, null, default);
    }

    /// <summary>Claims whatever is due in any priority of a stage and begins it.</summary>
    public async Task<IReadOnlyList<ClaimedJob>> BeginAsync(Stage stage, int limit = 1000)
    {
        IReadOnlyList<ClaimedJob> claimed = await ClaimAsync(stage, limit);
        return await Backlog.BeginAsync([.. claimed.Select(t => t.Attempt)], default);
    }

    public async Task<IReadOnlyList<ClaimedJob>> ClaimAsync(Stage stage, int limit = 1000)
    {
        List<ClaimedJob> claimed = [];
        foreach (QueuePriority priority in Enum.GetValues<QueuePriority>())
            claimed.AddRange(await Backlog.ClaimAsync(stage, priority, limit, default));
        return claimed;
    }

    public async Task FeaturizeAsync(int windows = 3)
    {
        foreach (ClaimedJob job in await BeginAsync(Stage.Featurize))
            Assert.True(await Backlog.FeaturesDoneAsync(job.Attempt, Facts(windows), default));
    }

    public async Task ScoreAsync(string model = Model, string genre = "metal", int windows = 3)
    {
        IReadOnlyList<ClaimedJob> jobs = await BeginAsync(Stage.Score);
        Assert.Equal(jobs.Count, (await ScoresDoneAsync(jobs, model, genre, windows)).Count);
    }

    public Task<IReadOnlyList<JobAttempt>> ScoresDoneAsync(
        IEnumerable<ClaimedJob> jobs, string model = Model, string? genre = "metal", int windows = 3) =>
        Backlog.ScoresDoneAsync(model, "ensemble", Genres, [.. jobs.Select(t => Scored(t, genre, windows))], default);

    public async Task ProcessAsync()
    {
        await FeaturizeAsync();
        await ScoreAsync();
    }

    public static TrackFacts Facts(int windows = 3, string version = Extractor) => new(windows * 6.0, windows, version, "Title", "Artist", "Album", "Genre");

    public static ScoredTrack Scored(ClaimedJob job, string? genre = "metal", int windows = 3) => new(
        job.Attempt, job.TrackId, genre, 0.7, false, [0.1f, 0.7f, 0.2f],
        [.. Enumerable.Range(0, windows).Select(i => new WindowScore
        {
            Window = i,
            StartSeconds = 6 * i,
            EndSeconds = (6 * i) + 6,
            Probabilities = i == 1 ? null : [0.1f, 0.7f, 0.2f],
        })]);

    public async Task<JobState> StateAsync(Guid job) => (await Jobs.FindAsync(job, default))!.State;

    /// <summary>What a statement says, beside the code under test.</summary>
    public Task<long> NumberAsync(string sql) => Database.ReadAsync(
        async (context, stop) => (await context.Sql(sql).QueryAsync(r => Convert.ToInt64(r.GetValue(0), CultureInfo.InvariantCulture), stop))[0], default);

    public Task<int> ExecuteAsync(string sql, bool inTransaction = true) => inTransaction
        ? Database.WriteAsync((context, stop) => context.Sql(sql).ExecuteAsync(stop), default)
        : Database.ReadAsync((context, stop) => context.Sql(sql).ExecuteAsync(stop), default);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (_folder is not null)
            Directory.Delete(_folder, recursive: true);
    }

    private static ServiceProvider Services(
        CatalogProvider provider, string connectionString, TimeProvider time, Action<CatalogOptions>? configure, ILoggerProvider? log, Random? random) =>
        new ServiceCollection().AddSingleton(time).AddSingleton(random ?? Random.Shared).AddLogging(logging =>
        {
            if (log is not null)
                logging.SetMinimumLevel(LogLevel.Debug).AddProvider(log);
        }).AddCatalog(options =>
        {
            options.Provider = provider;
            options.ConnectionString = connectionString;
            configure?.Invoke(options);
        }).BuildServiceProvider();
}
