using GetYourMusicStyle.Catalog.Data;
using GetYourMusicStyle.Scoring;
using GetYourMusicStyle.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GetYourMusicStyle.Hosting;

/// <summary>Loads the models, brings the database to the present schema and makes the object store ready, before anything else starts.</summary>
internal sealed partial class StartupPreparation(Ensemble ensemble, CatalogMigration migration, IObjectStore store, TimeProvider time, ILogger<StartupPreparation> log) : IHostedService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        LogModel(ensemble.Manifest.Name, ensemble.Entry.Name, ensemble.ModelVersion);
        await migration.MigrateAsync(cancellationToken);
        while (!await StoreReadyAsync(cancellationToken))
            await Task.Delay(Pause, time, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<bool> StoreReadyAsync(CancellationToken cancellation)
    {
        try
        {
            await store.PrepareAsync(cancellation);
            return true;
        }
        catch (StorageException e)
        {
            LogWaiting(e.Message);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "models {Name}, ensemble {Ensemble}, version {ModelVersion}")]
    private partial void LogModel(string name, string ensemble, string modelVersion);

    [LoggerMessage(Level = LogLevel.Warning, Message = "waiting for the object store: {Reason}")]
    private partial void LogWaiting(string reason);
}
