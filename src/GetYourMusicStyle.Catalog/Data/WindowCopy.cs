using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Contracts;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace GetYourMusicStyle.Catalog.Data;

/// <summary>Writes windows by binary COPY into a staging table, and from there by one insert that checks the attempts once more.</summary>
internal static class WindowCopy
{
    private const string Staging = """
        CREATE TEMP TABLE staged_windows (
            job_id uuid, attempt int, track_id bigint, "window" int, start_seconds real, end_seconds real, probabilities real[]
        ) ON COMMIT DROP
        """;

    private const string Copy =
        """COPY staged_windows (job_id, attempt, track_id, "window", start_seconds, end_seconds, probabilities) FROM STDIN (FORMAT BINARY)""";

    private static readonly string _insert = $"""
        INSERT INTO window_scores (track_id, model_version_id, "window", start_seconds, end_seconds, probabilities)
        SELECT s.track_id, @model, s."window", s.start_seconds, s.end_seconds, s.probabilities
        FROM staged_windows s
        JOIN jobs j ON j.id = s.job_id AND j.attempt = s.attempt AND j.track_id = s.track_id
         AND j.stage = {Stage.Score:D} AND j.lease = {Lease.Begun:D} AND j.{JobSql.Active}
        ORDER BY s.track_id, s."window"
        ON CONFLICT (track_id, model_version_id, "window") DO UPDATE
        SET start_seconds = excluded.start_seconds, end_seconds = excluded.end_seconds, probabilities = excluded.probabilities
        """;

    public static async Task WriteAsync(
        CatalogContext context, int modelVersion, IReadOnlyCollection<ScoredTrack> tracks, CancellationToken cancellation)
    {
        await context.Sql(Staging).ExecuteAsync(cancellation);
        var connection = (NpgsqlConnection)context.Database.GetDbConnection();
        await using (NpgsqlBinaryImporter import = await connection.BeginBinaryImportAsync(Copy, cancellation))
        {
            foreach (ScoredTrack track in tracks)
            {
                foreach (WindowScore window in track.Windows)
                    await WriteAsync(import, track, window, cancellation);
            }

            await import.CompleteAsync(cancellation);
        }

        // An earlier run may have left more windows than there are now.
        await context.Sql("DELETE FROM window_scores WHERE model_version_id = @model AND track_id = ANY(@tracks)")
            .Set("model", modelVersion).Set("tracks", tracks.Select(t => t.TrackId).Order().ToArray()).ExecuteAsync(cancellation);
        await context.Sql(_insert).Set("model", modelVersion).ExecuteAsync(cancellation);
    }

    private static async Task WriteAsync(NpgsqlBinaryImporter import, ScoredTrack track, WindowScore window, CancellationToken cancellation)
    {
        await import.StartRowAsync(cancellation);
        await import.WriteAsync(track.Attempt.JobId, NpgsqlDbType.Uuid, cancellation);
        await import.WriteAsync(track.Attempt.Attempt, NpgsqlDbType.Integer, cancellation);
        await import.WriteAsync(track.TrackId, NpgsqlDbType.Bigint, cancellation);
        await import.WriteAsync(window.Window, NpgsqlDbType.Integer, cancellation);
        await import.WriteAsync(window.StartSeconds, NpgsqlDbType.Real, cancellation);
        await import.WriteAsync(window.EndSeconds, NpgsqlDbType.Real, cancellation);
        if (window.Probabilities is null)
            await import.WriteNullAsync(cancellation);
        else
            await import.WriteAsync(window.Probabilities, NpgsqlDbType.Array | NpgsqlDbType.Real, cancellation);
    }
}
