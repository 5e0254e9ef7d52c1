using GetYourMusicStyle.Catalog.Data;
using GetYourMusicStyle.Scoring.Models;
using GetYourMusicStyle.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace GetYourMusicStyle.Hosting.Startup;

/// <summary>Loads the models, brings the database to the present schema and makes the object store ready, before anything else starts.</summary>
internal sealed partial class StartupPreparation(Ensemble ensemble, CatalogMigration migration, IObjectStore store, TimeProvider time, ILogger<StartupPreparation> log) : IHostedService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        LogModel(ensemble.Manifest.Name, ensemble.Entry.Name, ensemble.ModelVersion);
        await migration.MigrateAsync(cancellationToken);
        await UntilReachable().ExecuteAsync(async cancellation => await store.PrepareAsync(cancellation), cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // However long it takes.
    private ResiliencePipeline UntilReachable() => new ResiliencePipelineBuilder { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<StorageException>(),
            MaxRetryAttempts = int.MaxValue,
            BackoffType = DelayBackoffType.Constant,
            Delay = Pause,
            OnRetry = attempt =>
            {
                LogWaiting(attempt.Outcome.Exception!.Message);
                return ValueTask.CompletedTask;
            },
        })
        .Build();

    [LoggerMessage(Level = LogLevel.Information, Message = "models {Name}, ensemble {Ensemble}, version {ModelVersion}")]
    private partial void LogModel(string name, string ensemble, string modelVersion);

    [LoggerMessage(Level = LogLevel.Warning, Message = "waiting for the object store: {Reason}")]
    private partial void LogWaiting(string reason);
}
