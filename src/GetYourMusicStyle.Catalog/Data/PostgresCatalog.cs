using System.Data.Common;
using GetYourMusicStyle.Catalog.Model;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace GetYourMusicStyle.Catalog.Data;

/// <summary>The catalog in PostgreSQL.</summary>
internal sealed class PostgresCatalog(DbContextOptions<PostgresCatalog> options) : CatalogContext(options)
{
    /// <summary>
    /// The words of a track, as the index holds them. Punctuation becomes space, or the parser would take a file name for a host and keep it whole.
    /// </summary>
    public const string Words =
        "to_tsvector('simple', translate(coalesce(title, '') || ' ' || coalesce(artist, '') || ' ' || coalesce(album, '') || ' ' || file_name, "
        + "'_-./:@&+<>', '          '))";

    public override string ForUpdate => "FOR NO KEY UPDATE";

    public override string SkipLocked => "FOR NO KEY UPDATE SKIP LOCKED";

    public override string ForShare => "FOR SHARE";

    public override string NewId =>
        "encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid()) placing substring(int8send(@id_time) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid";

    public override object IdTime(DateTime now) => new DateTimeOffset(now).ToUnixTimeMilliseconds();

    public override async Task<DateTime> NowAsync(CancellationToken cancellation) =>
        (await Sql("SELECT now()").QueryAsync(r => r.GetDateTime(0), cancellation))[0];

    public override Task LockAsync(string thing, CancellationToken cancellation) =>
        Sql("SELECT pg_advisory_xact_lock(hashtextextended(@thing, 0))").Set("thing", thing).ExecuteAsync(cancellation);

    public override Task LockJobsAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellation) =>
        Sql($"SELECT id FROM jobs WHERE id = ANY(@ids) ORDER BY id {ForUpdate}").Set("ids", ids.ToArray()).ExecuteAsync(cancellation);

    public override Task AnalyzeAsync(string table, CancellationToken cancellation) => Sql($"ANALYZE {table}").ExecuteAsync(cancellation);

    public override DbParameter Vector(string name, float[]? values) =>
        new NpgsqlParameter(name, NpgsqlDbType.Array | NpgsqlDbType.Real) { Value = values ?? (object)DBNull.Value };

    public override float[]? ReadVector(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<float[]>(column);

    // The number of the transaction, which the server gives out in the order of their first writes and never twice.
    public override string ChangeNumber => "pg_current_xact_id()::text::bigint";

    // The oldest transaction that may still write: all below have ended, and a snapshot taken after this one shows what they did.
    public override string ChangeHorizon => "pg_snapshot_xmin(pg_current_snapshot())::text::bigint";

    public override (string Condition, IReadOnlyList<string> Values) Search(IReadOnlyList<string> words) =>
        ($"{Words} @@ to_tsquery('simple', @word0)", [string.Join(" & ", words.Select(w => $"'{w}':*"))]);

    public override Task WriteWindowsAsync(int modelVersion, IReadOnlyCollection<ScoredTrack> tracks, CancellationToken cancellation) =>
        WindowCopy.WriteAsync(this, modelVersion, tracks, cancellation);

    protected override void OnConfiguring(DbContextOptionsBuilder builder) => builder.UseSnakeCaseNamingConvention();
}
