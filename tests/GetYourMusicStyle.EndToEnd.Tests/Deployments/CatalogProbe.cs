using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Contracts;
using Npgsql;

namespace GetYourMusicStyle.EndToEnd.Tests.Deployments;

/// <summary>What the database says of one submission: its job, and the windows that were scored, over all model versions.</summary>
internal sealed record SubmissionRow(
    string Path, JobState State, string? ErrorCode, string Sha256, long TrackId, int? WindowCount, long Scores, long DistinctScores, int? LastWindow, long Models, long Summaries);

/// <summary>Reads the database behind the system's back.</summary>
internal sealed class CatalogProbe(string connectionString)
{
    private readonly string _connectionString = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, Timeout = 10 }.ConnectionString;

    public async Task<T> ScalarAsync<T>(string sql, params object[] values)
    {
        var rows = await RowsAsync(sql, reader => reader.GetFieldValue<T>(0), values);
        return rows[0];
    }

    public async Task<List<T>> RowsAsync<T>(string sql, Func<NpgsqlDataReader, T> read, params object[] values)
    {
        await using var connection = new NpgsqlConnection(_connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (object value in values)
            command.Parameters.Add(new() { Value = value });
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
            rows.Add(read(reader));
        return rows;
    }

    /// <summary>Tracks of a batch whose job is done.</summary>
    public Task<long> DoneAsync(Guid batch) => ScalarAsync<long>(
        "SELECT count(*) FROM submissions s JOIN jobs j ON j.id = s.job_id WHERE s.batch_id = $1 AND j.state = $2", batch, (short)JobState.Done);

    /// <summary>Jobs of a batch that a worker has begun a stage of, under a lease.</summary>
    public Task<long> HeldAsync(Guid batch, Stage stage) => ScalarAsync<long>(
        "SELECT count(*) FROM submissions s JOIN jobs j ON j.id = s.job_id WHERE s.batch_id = $1 AND j.stage = $2 AND j.lease = $3 AND j.finished_at IS NULL",
        batch, (short)stage, (short)Lease.Begun);

    /// <summary>Jobs, of whatever batch, that are not finished or that somebody holds.</summary>
    public Task<long> ActiveAsync() => ScalarAsync<long>(
        "SELECT count(*) FROM jobs WHERE state IN ($1, $2, $3) OR lease <> $4 OR finished_at IS NULL",
        (short)JobState.Queued, (short)JobState.Featurizing, (short)JobState.Scoring, (short)Lease.None);

    /// <summary>Every submission of a batch.</summary>
    public Task<List<SubmissionRow>> SubmissionsAsync(Guid batch) => RowsAsync(
        """
        SELECT s.path, j.state, j.error_code, t.sha256, t.id, t.window_count, w.scores, w.windows, w.last, w.models,
               (SELECT count(*) FROM track_summaries y WHERE y.track_id = t.id)
        FROM submissions s JOIN jobs j ON j.id = s.job_id JOIN tracks t ON t.id = s.track_id
        CROSS JOIN LATERAL (
            SELECT count(*) AS scores, count(DISTINCT ("window", model_version_id)) AS windows, max("window") AS last, count(DISTINCT model_version_id) AS models
            FROM window_scores WHERE track_id = t.id) w
        WHERE s.batch_id = $1 ORDER BY s.id
        """,
        row => new SubmissionRow(
            row.GetString(0), (JobState)row.GetInt16(1), row.IsDBNull(2) ? null : row.GetString(2), row.GetString(3), row.GetInt64(4),
            row.IsDBNull(5) ? null : row.GetInt32(5), row.GetInt64(6), row.GetInt64(7), row.IsDBNull(8) ? null : row.GetInt32(8), row.GetInt64(9), row.GetInt64(10)),
        batch);
}
