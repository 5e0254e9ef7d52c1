using GetYourMusicStyle.Servers;
using Npgsql;
using Spectre.Console;

namespace GetYourMusicStyle.Bench.Import;

/// <summary>
/// Imports one library into the embedded and into the distributed form, both running on this machine, slice by slice in turn: throughput side by
/// side, where the time goes, what a track costs in the database, and what the broker path could carry.
/// </summary>
internal static class ImportBench
{
    private const int Slices = 4, WarmUp = 24;

    public static async Task<int> RunAsync(int tracks)
    {
        AnsiConsole.MarkupLineInterpolated($"making {tracks} mp3s of {MusicLibrary.Seconds} s");
        using var library = new MusicLibrary(tracks + WarmUp);
        await using (var embedded = await Shape.EmbeddedAsync())
        await using (var distributed = await Shape.DistributedAsync())
        {
            var runs = new[] { new ImportRun(embedded), new ImportRun(distributed) };
            foreach (var run in runs)
                await Importer.RunAsync(run.Shape.Api, library.Files[..WarmUp]);
            foreach (var slice in library.Files[WarmUp..].Chunk((tracks + Slices - 1) / Slices))
            {
                foreach (var run in runs)
                    await run.AddAsync(slice);
                runs = [.. runs.Reverse()];
            }
            runs = [.. runs.OrderBy(run => run.Shape.Name == distributed.Name)];
            Print(runs, tracks);
            foreach (var (table, bytes) in await TablesAsync(distributed.Database!, library.Files.Count))
                AnsiConsole.MarkupLineInterpolated($"table {table}: {bytes:0} bytes a track with its indexes");
        }
        AnsiConsole.MarkupLineInterpolated($"broker path without work: {await BrokerPath.MeasureAsync():N0} messages a second");
        return 0;
    }

    private static void Print(ImportRun[] runs, int tracks)
    {
        var table = new Table().AddColumns("", "tracks/s", "times real time", "of embedded", "slices, s");
        foreach (var run in runs)
        {
            table.AddRow(
                run.Shape.Name, $"{tracks / run.Seconds:0.00}", $"{tracks * MusicLibrary.Seconds / run.Seconds:0}", $"{runs[0].Seconds / run.Seconds:0.00}",
                string.Join(' ', run.Slices.Select(seconds => $"{seconds:0.0}")));
        }
        AnsiConsole.Write(table);
        foreach (var run in runs)
        {
            AnsiConsole.MarkupLineInterpolated($"{run.Shape.Name}, milliseconds of processor time a track: {run.Processor.Values.Sum() / tracks * 1e3:0}");
            foreach (var (name, seconds) in run.Processor)
            {
                var process = run.Shape.Processes.Find(process => process.Name == name);
                AnsiConsole.MarkupLineInterpolated($"  {name,-12} {seconds / tracks * 1e3,7:0.0}{(process is null ? "" : $"   peak memory {process.PeakBytes() >> 20} MiB")}");
            }
            foreach (var (stage, seconds) in run.Stages)
                AnsiConsole.MarkupLineInterpolated($"  stage {stage}: {seconds / tracks * 1e3:0} ms a track from begin to end");
        }
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
}
