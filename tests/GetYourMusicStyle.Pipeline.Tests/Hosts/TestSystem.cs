using GetYourMusicStyle.Analysis;
using GetYourMusicStyle.Catalog;
using GetYourMusicStyle.Catalog.Data;
using GetYourMusicStyle.Contracts;
using GetYourMusicStyle.Messaging;
using GetYourMusicStyle.Pipeline.Sweeping;
using GetYourMusicStyle.Recommender;
using GetYourMusicStyle.RecommenderService;
using GetYourMusicStyle.Scoring;
using GetYourMusicStyle.Scoring.Tests;
using GetYourMusicStyle.Storage;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GetYourMusicStyle.Pipeline.Tests.Hosts;

/// <summary>
/// One catalog, one object store and one bus, on which a test starts processes (hosts) of any roles. Without servers: SQLite, a folder and
/// the in-memory bus; the folder may be another system's too.
/// </summary>
public sealed class TestSystem(string? catalog = null, string? broker = null, string? store = null) : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gyms-pipeline-").FullName;
    private readonly ModelFolder _models = new();
    private readonly List<IHost> _hosts = [];

    /// <summary>Changes the options of hosts started from now on.</summary>
    public Action<BusOptions> Bus { get; set; } = _ => { };

    /// <summary>Changes the options of hosts started from now on.</summary>
    public Action<CatalogOptions> Catalog { get; set; } = _ => { };

    /// <summary>Changes the options of hosts started from now on.</summary>
    public Action<SweepOptions> Sweep { get; set; } = _ => { };

    /// <summary>Changes the options of hosts started from now on.</summary>
    public Action<LibraryIndexOptions> Index { get; set; } = _ => { };

    /// <summary>Changes the options of hosts started from now on.</summary>
    public Action<ScoringOptions> Scoring { get; set; } = _ => { };

    /// <summary>The clock of hosts started from now on.</summary>
    public TimeProvider Clock { get; set; } = TimeProvider.System;

    /// <summary>Starts a process.</summary>
    public async Task<IHost> StartAsync(Role roles)
    {
        _models.Save();
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Logging.AddProvider(new TestLog()).SetMinimumLevel(LogLevel.Information).AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning).AddFilter("Npgsql", LogLevel.Warning);
        builder.Services.AddMetrics();
        builder.Services.AddSingleton(Clock);
        builder.Services.AddCatalog(options =>
        {
            options.Provider = catalog is null ? CatalogProvider.Sqlite : CatalogProvider.Postgres;
            options.ConnectionString = catalog ?? $"Data Source={Path.Combine(_folder, "catalog.db")}";
            Catalog(options);
        });
        builder.Services.AddStorage(options => options.Folder = store ?? Path.Combine(_folder, "store"));
        Hold(builder.Services);
        builder.Services.AddAnalysis().AddScoring(options =>
        {
            options.ModelDirectory = _models.Path;
            Scoring(options);
        });
        builder.Services.AddRecommender();
        builder.Services.AddPipeline(roles, options => options.TemporaryFolder = Path.Combine(_folder, "tmp"), Sweep);
        builder.Services.AddRecommenderService(roles, options =>
        {
            options.PollSeconds = 0.1;
            Index(options);
        });
        builder.Services.AddBus(
            options =>
            {
                options.Transport = broker is null ? BusTransport.InMemory : BusTransport.RabbitMq;
                options.Host = broker ?? "";
                options.PollMilliseconds = 50;
                options.RetrySeconds = 0.1;
                options.RetryMaxSeconds = 1;
                options.TimeoutSeconds = 5;
                Bus(options);
            },
            HealthStatus.Unhealthy, PipelineServices.PipelineBus(roles), RecommenderHosting.RecommenderBus(roles));
        var host = builder.Build();
        _hosts.Add(host);
        await host.Services.GetRequiredService<CatalogMigration>().MigrateAsync(default);
        await host.Services.GetRequiredService<IObjectStore>().PrepareAsync(default);
        await host.StartAsync();
        // Until then queues may be there without their exchanges, or not at all.
        await host.Services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, Jobs.Deadline);
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
            await EndAsync(host);
        _models.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    // RabbitMQ's client may wait for ever for a channel whose broker was killed just while queues were being bound, and the bus with it. A process
    // like that would be killed; a host of a test is left alone.
    private static async Task EndAsync(IHost host)
    {
        try
        {
            await host.StopAsync().WaitAsync(Jobs.Deadline);
            await ((IAsyncDisposable)host).DisposeAsync().AsTask().WaitAsync(Jobs.Deadline);
        }
        catch (TimeoutException) { }
    }

    private static void Hold(IServiceCollection services)
    {
        var inner = services.Last(service => service.ServiceType == typeof(IObjectStore));
        services.Remove(inner);
        services.AddSingleton(provider => new HeldStore((IObjectStore)(
            inner.ImplementationFactory?.Invoke(provider) ?? ActivatorUtilities.CreateInstance(provider, inner.ImplementationType!))));
        services.AddSingleton<IObjectStore>(provider => provider.GetRequiredService<HeldStore>());
    }
}
