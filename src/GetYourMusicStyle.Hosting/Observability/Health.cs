using System.Text.Json;
using GetYourMusicStyle.Catalog.Data;
using GetYourMusicStyle.Contracts;
using GetYourMusicStyle.Pipeline.Sweeping;
using GetYourMusicStyle.RecommenderService.Index;
using GetYourMusicStyle.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GetYourMusicStyle.Hosting.Observability;

/// <summary>
/// <c>/health/live</c>: the process answers. <c>/health/ready</c>: so does what its roles need; the answer names each part. An API without
/// workers is ready without the bus: uploads wait in the catalog.
/// </summary>
internal static class Health
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    public static void AddHealth(this IServiceCollection services, Role roles)
    {
        services.AddSingleton<DiskSpace>();
        var checks = services.AddHealthChecks()
            .Add(Check("catalog", provider => provider.GetRequiredService<CatalogMigration>().CheckAsync))
            .Add(Check("store", provider => provider.GetRequiredService<IObjectStore>().PrepareAsync));
        // What is there can still be read, and work in progress ended.
        checks.Add(Check("disk", provider => _ => DiskAsync(provider, roles), HealthStatus.Degraded));
        // What it does not remove is safe; but somebody has to look.
        if (roles.HasFlag(Role.Api))
            checks.Add(Check("sweep", provider => cancellation => SweepAsync(provider, cancellation), HealthStatus.Degraded));
        // Beside other roles it makes the process degraded, not unhealthy, while it is being built: they need not wait for it.
        if (roles.HasFlag(Role.Recommender))
            checks.Add(Check("index", provider => _ => IndexAsync(provider), roles == Role.Recommender ? HealthStatus.Unhealthy : HealthStatus.Degraded));
    }

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync }).AllowAnonymous();
        routes.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = WriteAsync }).AllowAnonymous();
    }

    private static HealthCheckRegistration Check(
        string name, Func<IServiceProvider, Func<CancellationToken, Task>> check, HealthStatus worst = HealthStatus.Unhealthy) =>
        new(name, provider => new Part(check(provider)), worst, tags: null, Timeout);

    private static Task IndexAsync(IServiceProvider provider) => provider.GetRequiredService<LibraryIndex>().Tracks is not null
        ? Task.CompletedTask
        : Task.FromException(new InvalidOperationException("The index is being built."));

    private static Task DiskAsync(IServiceProvider provider, Role roles)
    {
        provider.GetRequiredService<DiskSpace>().Check(roles);
        return Task.CompletedTask;
    }

    private static async Task SweepAsync(IServiceProvider provider, CancellationToken cancellation)
    {
        if (await provider.GetRequiredService<Sweeper>().ObjectionAsync(cancellation) is { } reason)
            throw new InvalidOperationException(reason);
    }

    // Only names and states: what went wrong is in the log, and nobody has shown a key here.
    private static Task WriteAsync(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(new
    {
        status = Text(report.Status),
        parts = report.Entries.ToDictionary(entry => entry.Key, entry => Text(entry.Value.Status)),
    });

    private static string Text(HealthStatus status) => JsonNamingPolicy.SnakeCaseLower.ConvertName($"{status}");

    private sealed class Part(Func<CancellationToken, Task> check) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            await check(cancellationToken).WaitAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
    }
}
