using GetYourMusicStyle.Servers;
using Npgsql;
using Spectre.Console;

namespace GetYourMusicStyle.Bench.Import;

/// <summary>
/// Imports one library into the embedded form, the distributed form and the embedded form again, all on this machine: throughput side by side,
/// where the time goes, what a track costs in the database, and what the broker path could carry.
/// </summary>
internal static class ImportBench
{
    private const int WarmUp = 8;

    public static async Task<int> RunAsync(int tracks)
    {
        AnsiConsole.MarkupLineInterpolated($"making {tracks} mp3s of {MusicLibrary.Seconds} s");
        using var library = new MusicLibrary(tracks + WarmUp);
        var first = await MeasureAsync(Shape.EmbeddedAsync, library);
        var distributed = await MeasureAsync(Shape.DistributedAsync, library);
        var second = await MeasureAsync(Shape.EmbeddedAsync, library);

        var table = new Table().AddColumns("", "tracks/s", "times real time", "of embedded");
        double embedded = (first.Seconds + second.Seconds) / 2;
        foreach (var run in new[] { first, second, distributed })
            table.AddRow(run.Name, $"{tracks / run.Seconds:0.00}", $"{tracks * MusicLibrary.Seconds / run.Seconds:0}", $"{embedded / run.Seconds:0.00}");
        AnsiConsole.Write(table);
        Print(first, tracks);
        Print(distributed, tracks);
        AnsiConsole.MarkupLineInterpolated($"broker path without work: {await BrokerPath.MeasureAsync():N0} messages a second");
        return 0;
    }

    private static async Task<ImportRun> MeasureAsync(Func<Task<Shape>> start, MusicLibrary library)
    {
        await using var shape = await start();
        await Importer.RunAsync(shape.Api, library.Files[..WarmUp]);
        var before = ProcessorTime.Read(shape.Processes);
        double seconds = await Importer.RunAsync(shape.Api, library.Files[WarmUp..]);
        var after = ProcessorTime.Read(shape.Processes);
        var stages = new Dictionary<string, double>();
        foreach (var process in shape.Processes)
        {
            foreach (string stage in new[] { "featurize", "score" })
                stages[stage] = stages.GetValueOrDefault(stage) + await process.MetricAsync("gyms_stage_duration_seconds_sum", $"stage=\"{stage}\"");
        }
        return new ImportRun(
            shape.Name, seconds, after.ToDictionary(pair => pair.Key, pair => pair.Value - before.GetValueOrDefault(pair.Key)), stages,
            shape.Processes.ToDictionary(process => process.Name, process => process.PeakBytes()),
            shape.Database is null ? [] : await TablesAsync(shape.Database, library.Files.Count));
    }

    private static void Print(ImportRun run, int tracks)
    {
        AnsiConsole.MarkupLineInterpolated($"[bold]{run.Name}[/], milliseconds of processor time a track:");
        foreach (var (name, seconds) in run.Processor)
            AnsiConsole.MarkupLineInterpolated($"  {name,-12} {seconds / tracks * 1e3,7:0.0}{(run.Peak.TryGetValue(name, out long peak) ? $"   peak memory {peak >> 20} MiB" : "")}");
        foreach (var (stage, seconds) in run.Stages)
            AnsiConsole.MarkupLineInterpolated($"  stage {stage}: {seconds / (tracks + WarmUp) * 1e3:0} ms a track from begin to end");
        foreach (var (table, bytes) in run.Tables)
            AnsiConsole.MarkupLineInterpolated($"  table {table}: {bytes:0} bytes a track with its indexes");
    }

    private static async Task<Dictionary<string, double>> TablesAsync(PostgresServer server, int tracks)
    {
        await using var source = NpgsqlDataSource.Create(server.ConnectionString);
        await using var vacuum = source.CreateCommand("VACUUM ANALYZE");
        await vacuum.ExecuteNonQueryAsync();
        await using var command = source.CreateCommand(
            "SELECT relname, pg_total_relation_size(oid) FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 2 DESC LIMIT 6");
        await using var reader = await command.ExecuteReaderAsync();
        var bytes = new Dictionary<string, double>();
        while (await reader.ReadAsync())
            bytes[reader.GetString(0)] = (double)reader.GetInt64(1) / tracks;
        return bytes;
    }

    private sealed record ImportRun(
        string Name, double Seconds, Dictionary<string, double> Processor, Dictionary<string, double> Stages, Dictionary<string, long> Peak, Dictionary<string, double> Tables);
}
