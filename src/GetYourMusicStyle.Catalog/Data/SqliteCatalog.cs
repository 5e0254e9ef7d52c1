using System.Data.Common;
using System.Globalization;
using System.Runtime.InteropServices;
using GetYourMusicStyle.Catalog.Model;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace GetYourMusicStyle.Catalog.Data;

/// <summary>The catalog in a SQLite file. Writers are alone in it, so nothing needs a lock of its own.</summary>
internal sealed class SqliteCatalog(DbContextOptions<SqliteCatalog> options, TimeProvider time) : CatalogContext(options)
{
    public override string ForUpdate => "";

    public override string SkipLocked => "";

    public override string ForShare => "";

    public override string NewId =>
        "substr(@id_time, 1, 8) || '-' || substr(@id_time, 9, 4) || '-7' || substr(hex(randomblob(2)), 2) || '-' ||"
        + " substr('89AB', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))";

    public override object IdTime(DateTime now) =>
        new DateTimeOffset(now).ToUnixTimeMilliseconds().ToString("X12", CultureInfo.InvariantCulture);

    // One process has the file: its clock is the database's. Whole microseconds, as PostgreSQL has them.
    public override Task<DateTime> NowAsync(CancellationToken cancellation)
    {
        DateTime now = time.GetUtcNow().UtcDateTime;
        return Task.FromResult(now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond)));
    }

    public override Task LockAsync(string thing, CancellationToken cancellation) => Task.CompletedTask;

    public override Task LockJobsAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellation) => Task.CompletedTask;

    public override Task AnalyzeAsync(string table, CancellationToken cancellation) => Task.CompletedTask;

    public override DbParameter Vector(string name, float[]? values) =>
        new SqliteParameter(name, SqliteType.Blob) { Value = values is null ? DBNull.Value : Bytes(values) };

    public override float[]? ReadVector(DbDataReader row, int column) => row.IsDBNull(column) ? null : Floats(row.GetFieldValue<byte[]>(column));

    // Writers are alone, so that numbers become visible in their order. The last deletion is never forgotten: no number comes twice.
    public override string ChangeNumber =>
        "(SELECT 1 + max(coalesce((SELECT max(change) FROM track_summaries), 0), coalesce((SELECT max(change) FROM track_deletions), 0)))";

    public override string ChangeHorizon => ChangeNumber;

    public override (string Condition, IReadOnlyList<string> Values) Search(IReadOnlyList<string> words)
    {
        const string Text = "(coalesce(title, '') || ' ' || coalesce(artist, '') || ' ' || coalesce(album, '') || ' ' || file_name)";
        var conditions = words.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"{Text} LIKE '%' || @word{i} || '%'"));
        return (string.Join(" AND ", conditions), words);
    }

    public override async Task WriteWindowsAsync(int modelVersion, IReadOnlyCollection<ScoredTrack> tracks, CancellationToken cancellation)
    {
        var connection = (SqliteConnection)Database.GetDbConnection();
        using SqliteCommand delete = connection.CreateCommand();
        using SqliteCommand insert = connection.CreateCommand();
        delete.Transaction = insert.Transaction = (SqliteTransaction)Database.CurrentTransaction!.GetDbTransaction();
        delete.CommandText = "DELETE FROM window_scores WHERE track_id = $track AND model_version_id = $model";
        insert.CommandText = """
            INSERT INTO window_scores (track_id, model_version_id, "window", start_seconds, end_seconds, probabilities)
            VALUES ($track, $model, $window, $start, $end, $probabilities)
            """;
        delete.Parameters.AddWithValue("$model", modelVersion);
        insert.Parameters.AddWithValue("$model", modelVersion);
        SqliteParameter deleted = delete.Parameters.Add("$track", SqliteType.Integer);
        SqliteParameter track = insert.Parameters.Add("$track", SqliteType.Integer);
        SqliteParameter window = insert.Parameters.Add("$window", SqliteType.Integer);
        SqliteParameter start = insert.Parameters.Add("$start", SqliteType.Real);
        SqliteParameter end = insert.Parameters.Add("$end", SqliteType.Real);
        SqliteParameter probabilities = insert.Parameters.Add("$probabilities", SqliteType.Blob);
        foreach (ScoredTrack scored in tracks)
        {
            deleted.Value = track.Value = scored.TrackId;
            await delete.ExecuteNonQueryAsync(cancellation);
            foreach (WindowScore row in scored.Windows)
            {
                (window.Value, start.Value, end.Value) = (row.Window, row.StartSeconds, row.EndSeconds);
                probabilities.Value = row.Probabilities is null ? DBNull.Value : Bytes(row.Probabilities);
                await insert.ExecuteNonQueryAsync(cancellation);
            }
        }
    }

    protected override void OnConfiguring(DbContextOptionsBuilder builder) => builder.UseSnakeCaseNamingConvention();

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        conventions.Properties<DateTime>().HaveConversion<UtcText>();
        conventions.Properties<float[]>().HaveConversion<FloatBlob, FloatComparer>();
    }

    private static byte[] Bytes(float[] values) => MemoryMarshal.AsBytes(values.AsSpan()).ToArray();

    private static float[] Floats(byte[] bytes) => MemoryMarshal.Cast<byte, float>(bytes).ToArray();

    private static bool Same(float[]? a, float[]? b) => ReferenceEquals(a, b) || (a is not null && b is not null && a.AsSpan().SequenceEqual(b));

    /// <summary>Text without a zone, which is UTC here.</summary>
    private sealed class UtcText() : ValueConverter<DateTime, DateTime>(v => v, v => DateTime.SpecifyKind(v, DateTimeKind.Utc));

    /// <summary>Little-endian float32 values, one after the other.</summary>
    private sealed class FloatBlob() : ValueConverter<float[], byte[]>(v => Bytes(v), v => Floats(v));

    private sealed class FloatComparer() : ValueComparer<float[]>(
        (a, b) => Same(a, b), v => v.Length, v => v);
}
