using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.EndToEnd.Tests.Deployments;
using GetYourMusicStyle.Soak.Records;
using GetYourMusicStyle.Soak.Traffic;

namespace GetYourMusicStyle.Soak.Proof;

/// <summary>What must hold once all is calm again: every upload has come to its end, and catalog, store and queues agree.</summary>
internal sealed class Reckoning(Deployment deployment, Ledger ledger, SoakLog log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);
    private readonly List<string> _faults = [];

    /// <summary>Waits for the end of all work, and checks.</summary>
    /// <returns>What is wrong.</returns>
    public async Task<IReadOnlyList<string>> CheckAsync(params string[] temporaryFolders)
    {
        await FinishAsync();
        var rows = (await deployment.Catalog.RowsAsync(
            """
            SELECT t.sha256, j.id, j.state, coalesce(j.error_code, ''), coalesce(t.window_count, 0), w.scores, w.windows, j.worker_crashes
            FROM tracks t CROSS JOIN LATERAL (SELECT * FROM jobs WHERE track_id = t.id ORDER BY created_at DESC LIMIT 1) j
            CROSS JOIN LATERAL (SELECT count(*) AS scores, count(DISTINCT "window") AS windows FROM window_scores WHERE track_id = t.id) w
            """,
            row => new Row(row.GetString(0), row.GetGuid(1), (JobState)row.GetInt16(2), row.GetString(3), row.GetInt32(4), row.GetInt64(5), row.GetInt64(6), row.GetInt32(7))))
            .ToDictionary(row => row.Sha256);
        foreach (var upload in ledger.Uploads)
        {
            if (Fault(upload, rows.GetValueOrDefault(upload.Song.Sha256)) is { } fault)
                _faults.Add($"{upload.Song.Path} ({upload.Song.Sha256[..8]}, job {upload.Job}): {fault}");
        }
        log.Write($"{ledger.Uploads.Count} uploads accepted, {ledger.Refused} requests refused; jobs: "
            + string.Join(", ", rows.Values.GroupBy(row => row.State == JobState.Failed ? $"failed {row.Error}" : $"{row.State}").OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => $"{group.Key} {group.Count()}")));
        await ReconcileAsync();
        foreach (string folder in temporaryFolders)
            CheckTemporary(folder);
        return _faults;
    }

    private async Task FinishAsync()
    {
        long start = System.Diagnostics.Stopwatch.GetTimestamp();
        while (true)
        {
            long active = await deployment.Catalog.ActiveAsync();
            if (active == 0)
                break;
            if (System.Diagnostics.Stopwatch.GetElapsedTime(start) > Patience)
            {
                _faults.Add($"{active} jobs do not end: " + string.Join("; ", await deployment.Catalog.RowsAsync(
                    "SELECT id, state, stage, lease, attempt, retries, worker_crashes, coalesce(error_message, ''), due_at, now() FROM jobs WHERE finished_at IS NULL LIMIT 10",
                    row => string.Join(' ', Enumerable.Range(0, row.FieldCount).Select(column => row.GetValue(column))))));
                break;
            }
            await Task.Delay(1_000);
        }
        log.Write($"all work had ended {System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalSeconds:0} s after the last disturbance");
    }

    private async Task ReconcileAsync()
    {
        var (_, environment) = deployment.Compose("api");
        using var doctor = CommandRun.Gyms(
            Deployment.Key, ["doctor", "--reconcile", "--deep", .. environment.Where(one => one.Key.Contains("__", StringComparison.Ordinal)).Select(one => $"{one.Key.Replace("__", ":", StringComparison.Ordinal)}={one.Value}")]);
        var (code, output, errors) = await doctor.EndAsync();
        log.Write($"gyms doctor --reconcile --deep: exit code {code}\n{output}{errors}");
        if (code != 0)
            _faults.Add($"reconciliation ended with {code}");
    }

    // Locks are those of processes that live; audio and features belong to nobody any more.
    private void CheckTemporary(string folder)
    {
        string[] files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*", SearchOption.AllDirectories) : [];
        string[] left = [.. files.Where(file => !file.EndsWith(".lock", StringComparison.Ordinal))];
        log.Write($"{files.Length} files in {folder}, {left.Length} of them no locks{string.Concat(left.Take(5).Select(file => $"\n  {file} {new FileInfo(file).Length} bytes"))}");
        if (left.Length > 0)
            _faults.Add($"{left.Length} files are left in {folder}");
    }

    private static string? Fault(Ledger.Upload upload, Row? row)
    {
        if (row is null)
            return "it was accepted and is not in the catalog";
        bool done = row.State == JobState.Done && row.Scores == row.Windows && row.DistinctScores == row.Scores && (upload.Song.Windows ?? row.Windows) == row.Windows;
        bool right = upload.Expected switch
        {
            Expected.Done => done,
            Expected.DoneOrCancelled => done || row.State == JobState.Cancelled,
            Expected.Failed => row.State == JobState.Failed && row.Error == upload.Song.Error && row.Scores == 0,
            _ => done || row.State == JobState.Failed,
        };
        return right ? null : $"expected {upload.Expected} {upload.Song.Error}, {upload.Song.Windows} windows; is {row}";
    }

    private sealed record Row(string Sha256, Guid Job, JobState State, string Error, int Windows, long Scores, long DistinctScores, int Crashes);
}
