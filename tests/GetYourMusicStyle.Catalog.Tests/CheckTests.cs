using GetYourMusicStyle.Catalog.Checks;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace GetYourMusicStyle.Catalog.Tests;

/// <summary>The check of the catalog says nothing of a sound one, and names what contradicts itself.</summary>
[Collection("catalog")]
public sealed class CheckTests(CatalogServer server)
{
    [Theory, BothDatabases]
    public async Task A_sound_catalog_has_no_contradictions_at_any_stage(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server);
        Assert.Empty(await FindAsync(catalog));
        await catalog.SubmitAsync("done");
        await catalog.ProcessAsync();
        await catalog.SubmitAsync("queued");
        await catalog.ClaimAsync(Stage.Featurize);
        await catalog.SubmitAsync("begun");
        await catalog.BeginAsync(Stage.Featurize);
        Assert.Empty(await FindAsync(catalog));
    }

    [Theory, BothDatabases]
    public async Task What_contradicts_itself_is_named(CatalogProvider provider)
    {
        (string Change, string Kind)[] faults =
        [
            ("DELETE FROM track_summaries WHERE track_id = @track", "scores-missing windows-without-verdict"),
            ("DELETE FROM window_scores WHERE track_id = @track AND \"window\" = 1", "windows-missing"),
            ("DELETE FROM window_scores WHERE track_id = @track AND \"window\" = 2", "windows-missing"),
            ("UPDATE tracks SET features_version = NULL WHERE id = @track", "features-not-noted"),
            ($"UPDATE jobs SET lease = {Lease.Begun:D} WHERE track_id = @track", "lease-left"),
            ($"UPDATE jobs SET kind = {JobKind.Features:D} WHERE track_id = @track", "track-without-job"),
        ];
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server);
        for (int i = 0; i < faults.Length; i++)
        {
            long track = (await catalog.SubmitAsync($"song {i}")).TrackId;
            await catalog.ProcessAsync();
            await catalog.Database.WriteAsync((context, stop) => context.Sql(faults[i].Change).Set("track", track).ExecuteAsync(stop), default);
            var found = (await FindAsync(catalog)).Where(one => one.TrackId == track).Select(one => one.Kind);
            Assert.Equal(faults[i].Kind.Split(' '), found.Order(StringComparer.Ordinal));
        }
    }

    [Theory, BothDatabases]
    public async Task A_job_whose_lease_ran_out_a_while_ago_is_stuck(CatalogProvider provider)
    {
        await using CatalogHarness catalog = await CatalogHarness.CreateAsync(provider, server);
        Guid job = (await catalog.SubmitAsync("song")).JobId;
        await catalog.BeginAsync(Stage.Featurize);
        DateTime now = await catalog.Database.NowAsync(default);
        await catalog.Database.WriteAsync(
            (context, stop) => context.Sql("UPDATE jobs SET due_at = @long_ago").Set("long_ago", now.AddHours(-1)).ExecuteAsync(stop), default);
        Contradiction found = Assert.Single(await FindAsync(catalog));
        Assert.Equal(("job-stuck", job), (found.Kind, found.JobId));
    }

    private static async Task<List<Contradiction>> FindAsync(CatalogHarness catalog)
    {
        await using ServiceProvider process = catalog.AnotherProcess();
        return await process.GetRequiredService<CatalogCheck>().ContradictionsAsync(CatalogHarness.Model, default).ToListAsync();
    }
}
