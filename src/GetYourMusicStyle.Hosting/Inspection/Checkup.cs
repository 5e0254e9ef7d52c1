using System.Runtime.InteropServices;
using GetYourMusicStyle.Audio;
using GetYourMusicStyle.Audio.Cage;
using GetYourMusicStyle.Catalog;
using GetYourMusicStyle.Catalog.Data;
using GetYourMusicStyle.Pipeline.Objects;
using GetYourMusicStyle.Scoring.Models;
using GetYourMusicStyle.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Hosting.Inspection;

/// <summary>A part of a system, and how it is.</summary>
/// <param name="Name">What it is.</param>
/// <param name="State">How it is, in a line for people.</param>
/// <param name="Fine">Whether it is as it should be; what only some systems can have is fine without.</param>
public sealed record CheckedPart(string Name, string State, bool Fine = true);

/// <summary>What a system has, and what it lacks, each part by itself.</summary>
public static class Checkup
{
    /// <summary>Looks at every part; changes nothing.</summary>
    public static async Task<IReadOnlyList<CheckedPart>> RunAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var parts = new List<CheckedPart> { new("system", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}, {Environment.ProcessorCount} processors") };
        await AddAsync("models", () => Task.FromResult(Models(services.GetRequiredService<Ensemble>())));
        await AddAsync("catalog", async () =>
        {
            services.GetRequiredService<CatalogMigration>().ThrowIfUnusable();
            bool tracks = await services.GetRequiredService<Catalog.Sweeping.InstallationStore>().HasTracksAsync(cancellation);
            return $"{services.GetRequiredService<IOptions<CatalogOptions>>().Value.Provider}, {(tracks ? "has tracks" : "has no tracks")}";
        });
        await AddAsync("store", async () => await new OwnersMark(services.GetRequiredService<IObjectStore>()).ReadAsync(cancellation) is { } owner ? $"that of installation {owner}" : "no owner's mark yet");
        await AddAsync("decoders", () => Task.FromResult("start in a cage"), () =>
            CageReport.Of(services.GetRequiredService<IOptions<AudioOptions>>().Value).Select(part => new CheckedPart($"cage: {part.Name}", $"{(part.Holds ? "holds" : "NOT HERE")}: {part.Meaning}")));
        return parts;

        async Task AddAsync(string name, Func<Task<string>> look, Func<IEnumerable<CheckedPart>>? more = null)
        {
            try
            {
                CheckedPart[] further = [.. more?.Invoke() ?? []];
                parts.Add(new(name, await look()));
                parts.AddRange(further);
            }
            catch (Exception e) when (!cancellation.IsCancellationRequested)
            {
                parts.Add(new(name, HostRun.Explain(e) ?? e.Message, Fine: false));
            }
        }
    }

    private static string Models(Ensemble ensemble) => $"{ensemble.Manifest.Name}, ensemble {ensemble.Entry.Name}, version {ensemble.ModelVersion[..16]}";
}
