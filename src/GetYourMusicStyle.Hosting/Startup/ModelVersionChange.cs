using GetYourMusicStyle.Catalog.Jobs;
using GetYourMusicStyle.Scoring.Models;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GetYourMusicStyle.Hosting.Startup;

/// <summary>Hands jobs that wait for a model which was replaced over to the present one, when the API starts.</summary>
internal sealed partial class ModelVersionChange(Ensemble ensemble, Backlog backlog, ILogger<ModelVersionChange> log) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        int jobs = await backlog.RetargetAsync(ensemble.ModelVersion, cancellationToken);
        if (jobs > 0)
            LogHandedOver(jobs, ensemble.ModelVersion);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Information, Message = "{Jobs} jobs waited for another model and go to the present one, {ModelVersion}")]
    private partial void LogHandedOver(int jobs, string modelVersion);
}
