using GetYourMusicStyle.Contracts;
using Xunit.Abstractions;

namespace GetYourMusicStyle.EndToEnd.Tests.Deployments;

/// <summary>A test of the deployment: it begins with the usual processes, and shows the ends of their logs when it fails.</summary>
[Collection(DeploymentTests.Name)]
public abstract class DeploymentTest(Deployment deployment, ITestOutputHelper output) : IAsyncLifetime
{
    private protected Deployment Deployment { get; } = deployment;

    private protected ApiClient Client => Deployment.Client;

    private protected CatalogProbe Catalog => Deployment.Catalog;

    public Task InitializeAsync() => Deployment.RestoreAsync();

    public Task DisposeAsync()
    {
        output.WriteLine(Deployment.Tails());
        return Task.CompletedTask;
    }

    /// <summary>Waits until a batch is in the middle: some of it done, much of it not.</summary>
    private protected Task MiddleAsync(Guid batch, int done = 20) =>
        Until.TrueAsync(async () => await Catalog.DoneAsync(batch) >= done, $"{done} tracks are done");

    /// <summary>Kills a worker while it holds jobs of a stage.</summary>
    private protected async Task KillHoldingAsync(RoleProcess worker, Guid batch, Stage stage)
    {
        await Until.TrueAsync(async () =>
        {
            if (await Catalog.HeldAsync(batch, stage) == 0)
                return false;
            await worker.FreezeAsync();
            if (await Catalog.HeldAsync(batch, stage) > 0)
                return true;
            await worker.ThawAsync();
            return false;
        }, $"{worker.Name} holds a job");
        await worker.KillAsync();
    }

    /// <summary>Waits until a process logs a text that it had not logged before.</summary>
    private protected static Task LogsAsync(RoleProcess process, int from, string text) =>
        Until.TrueAsync(() => Task.FromResult(process.Log().IndexOf(text, Math.Min(from, process.Log().Length), StringComparison.Ordinal) >= 0), $"{process.Name} logs '{text}'");
}
