using GetYourMusicStyle.Catalog.Checks;
using GetYourMusicStyle.Pipeline.Reconciling;
using GetYourMusicStyle.Pipeline.Tests.Hosts;
using GetYourMusicStyle.Scoring.Models;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GetYourMusicStyle.Pipeline.Tests.Reconciling;

/// <summary>The check of everything, with what a running process has.</summary>
internal static class Check
{
    public static Task<Report> RunAsync(IHost host) => new Reconciler(
        host.Get<CatalogCheck>(), ActivatorUtilities.CreateInstance<StoreCheck>(host.Services), ActivatorUtilities.CreateInstance<QueueCheck>(host.Services),
        host.Get<Ensemble>(), TimeProvider.System).RunAsync(deep: true, default);
}
