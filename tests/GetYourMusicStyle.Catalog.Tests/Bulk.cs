namespace GetYourMusicStyle.Catalog.Tests;

/// <summary>Fills tables by statements of its own: a library that has been imported and scored with one model.</summary>
internal static class Bulk
{
    public static async Task FillAsync(CatalogHarness catalog, int tracks)
    {
        bool sqlite = catalog.Provider == CatalogProvider.Sqlite;
        string series = sqlite ? "(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {0}) SELECT i FROM n)" : "generate_series(1, {0}) AS n(i)";
        series = series.Replace("{0}", tracks.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        string time = "'2027-01-01 11:00:00'" + (sqlite ? "" : "::timestamptz");
        string sha = sqlite ? "lower(hex(randomblob(32)))" : "encode(sha256(i::text::bytea), 'hex')";
        string job = sqlite
            ? "'0193F000-0000-7000-8000-' || printf('%012X', id)"
            : "('0193f000-0000-7000-8000-' || lpad(to_hex(id), 12, '0'))::uuid";
        string batch = "'0193F000-0000-7000-8000-" + (sqlite ? "FFFFFFFFFFFF'" : "FFFFFFFFFFFF'::uuid");
        string vector = sqlite ? "x'0000803F0000003F0000003F'" : "ARRAY[0.6, 0.3, 0.1]::real[]";
        foreach (string statement in new[]
        {
            $"INSERT INTO batches (id, name, kind, created_at) VALUES ({batch}, 'library', 0, {time})",
            $"INSERT INTO model_versions (hash, name, genres, created_at) VALUES ('{CatalogHarness.Model}', 'ensemble', {(sqlite ? "'[\"a\",\"b\",\"c\"]'" : "ARRAY['a','b','c']")}, {time})",
            $"""
            INSERT INTO tracks (sha256, size_bytes, file_name, media_type, title, artist, album, duration_seconds, window_count, features_version, created_at)
            SELECT {sha}, 4000000, 'song_' || i || '.mp3', 'audio/mpeg', 'Title ' || i, 'Artist ' || (i % 997), 'Album ' || (i % 5003), 180, 30,
                '{CatalogHarness.Extractor}', {time}
            FROM {series}
            """,
            $"""
            INSERT INTO jobs (id, track_id, kind, stage, priority, state, lease, due_at, queued_at, attempt, worker_crashes, retries, stage_progress, redo,
                model_version, created_at, started_at, finished_at)
            SELECT {job}, id, 0, 1, 1, 3, 0, {time}, {time}, 2, 0, 0, 1, {(sqlite ? "0" : "false")}, '{CatalogHarness.Model}', {time}, {time}, {time} FROM tracks
            """,
            $"INSERT INTO submissions (job_id, track_id, batch_id, path, path_key, created_at) SELECT {job}, id, {batch}, 'music/' || file_name, id, {time} FROM tracks",
            $"INSERT INTO track_summaries (track_id, model_version_id, genre, confidence, uncertain, probabilities, scored_at) SELECT id, 1, CASE id % 14 WHEN 0 THEN 'metal' ELSE 'genre ' || (id % 14) END, 0.6, {(sqlite ? "0" : "false")}, {vector}, {time} FROM tracks",
        })
        {
            await catalog.ExecuteAsync(statement);
        }

        await catalog.ExecuteAsync("ANALYZE");
    }
}
