using System.Data.Common;
using GetYourMusicStyle.Catalog;
using GetYourMusicStyle.Catalog.Data;
using GetYourMusicStyle.Contracts;
using GetYourMusicStyle.Hosting.Configuration;
using GetYourMusicStyle.Hosting.Embedded;
using GetYourMusicStyle.Hosting.Startup;
using GetYourMusicStyle.Scoring;
using GetYourMusicStyle.Scoring.Models;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Hosting;

/// <summary>A process from its arguments to its exit code.</summary>
public static class HostRun
{
    /// <summary>Exit code of a configuration that cannot be used.</summary>
    public const int BadConfiguration = 2;

    /// <summary>Exit code when the database did not come up.</summary>
    public const int NotReachable = 1;

    // SQLite, the spool and the folder of objects hold a thread while the disk writes: with a thread a core, a hundred clients would wait for threads.
    private const int MinThreads = 64;

    /// <summary>
    /// Runs roles until the process is to stop. <paramref name="arguments"/> are configuration, such as <c>--urls</c> or
    /// <c>--Catalog:Provider=Postgres</c>; with a data folder, what they leave open is as <see cref="EmbeddedDefaults"/> says.
    /// </summary>
    /// <param name="started">Receives the addresses it listens on.</param>
    /// <returns>0 after a stop, <see cref="BadConfiguration"/> with one line on standard error if it could not start for its configuration, <see cref="NotReachable"/> if the database did not come up.</returns>
    public static async Task<int> RunAsync(Role roles, string[] arguments, string? dataFolder = null, Action<IEnumerable<string>>? started = null)
    {
        WebApplication? app = null;
        try
        {
            app = Build(roles, arguments, dataFolder);
            await app.StartAsync();
        }
        catch (Exception e) when (Explain(e) is { } reason)
        {
            await Console.Error.WriteLineAsync($"gyms: {reason.ReplaceLineEndings(" ")}");
            if (app is not null)
                await app.DisposeAsync();
            return e is DbException ? NotReachable : BadConfiguration;
        }
        await using (app)
        {
            started?.Invoke(app.Urls);
            await app.WaitForShutdownAsync();
        }
        return 0;
    }

    /// <summary>The process, ready to be started; its options and models have been checked.</summary>
    public static WebApplication Build(Role roles, string[] arguments, string? dataFolder = null)
    {
        PrivateFiles.FromNowOn();
        ThreadPool.GetMinThreads(out int threads, out int ports);
        ThreadPool.SetMinThreads(Math.Max(threads, MinThreads), ports);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = arguments, ContentRootPath = AppContext.BaseDirectory });
        if (dataFolder is not null)
            builder.Configuration.UseEmbeddedDefaults(dataFolder);
        builder.AddGetYourMusicStyle(roles);
        var app = builder.Build();
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        app.Services.GetRequiredService<CatalogLock>();
        app.Services.GetRequiredService<CatalogMigration>().ThrowIfUnusable();
        app.Services.GetRequiredService<Ensemble>();        // a model that cannot be used is found out before anything starts
        return app.MapGetYourMusicStyle(roles);
    }

    /// <summary>What is the operator's to mend, in one line; null for what is a fault of ours.</summary>
    public static string? Explain(Exception exception) => exception switch
    {
        OptionsValidationException invalid => string.Join(" ", invalid.Failures.Select(Plain)),
        ConfigurationException or ModelException or CatalogUnavailableException or CatalogUnusableException => exception.Message,
        InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" } => exception.Message,
        AggregateException { InnerExceptions: var several } when several.Select(Explain).ToList() is var lines && lines.TrueForAll(line => line is not null) => string.Join(" ", lines),
        IOException when exception.Message.StartsWith("Failed to bind", StringComparison.Ordinal) => exception.Message,
        _ => null,
    };

    // "DataAnnotation validation failed for 'CatalogOptions' members: 'ConnectionString' with the error: '…'." keeps its last part.
    private static string Plain(string failure)
    {
        const string before = "with the error: '";
        int start = failure.IndexOf(before, StringComparison.Ordinal);
        return start < 0 ? failure : failure[(start + before.Length)..].TrimEnd('.', '\'');
    }
}
