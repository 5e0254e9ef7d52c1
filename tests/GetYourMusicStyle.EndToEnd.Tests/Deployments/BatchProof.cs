using System.Text.Json;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.EndToEnd.Tests.Media;
using GetYourMusicStyle.Pipeline.Objects;

namespace GetYourMusicStyle.EndToEnd.Tests.Deployments;

/// <summary>The proof that nothing of a batch was lost and nothing was done twice.</summary>
internal static class BatchProof
{
    private static readonly string[] Active = ["queued", "featurizing", "scoring"];

    /// <summary>
    /// Waits for the batch to end, and then asks everyone: every track is done, or failed for the reason it has to; every window was scored exactly
    /// once; what the API counts adds up; no job is active or held; no queue holds a message; the features of every track are in the store.
    /// </summary>
    public static async Task ProveAsync(this Deployment deployment, Guid batch, IReadOnlyCollection<Song> songs)
    {
        var answer = await deployment.EndAsync(batch, songs.Count);
        var rows = await deployment.Catalog.SubmissionsAsync(batch);
        Assert.Equal(songs.Select(song => song.Path).Order(StringComparer.Ordinal), rows.Select(row => row.Path).Order(StringComparer.Ordinal));
        var byPath = rows.ToDictionary(row => row.Path);
        string[] wrong = [.. songs.Select(song => Fault(song, byPath[song.Path])).OfType<string>()];
        Assert.True(wrong.Length == 0, $"{wrong.Length} of {songs.Count} tracks are wrong:\n{string.Join('\n', wrong.Take(20))}");

        var failed = songs.Where(song => song.Error is not null).ToList();
        Assert.Equal(songs.Count - failed.Count, answer.GetProperty("counts").GetProperty("done").GetInt32());
        Assert.Equal(failed.Count, answer.GetProperty("counts").GetProperty("failed").GetInt32());
        Assert.Equal(
            failed.GroupBy(song => song.Error!).ToDictionary(reason => reason.Key, reason => reason.Count()),
            answer.GetProperty("failures").EnumerateObject().ToDictionary(reason => reason.Name, reason => reason.Value.GetInt32()));
        await deployment.ProveIdleAsync();
        await deployment.ProveStoredAsync([.. rows.Where(row => row.State == JobState.Done).Select(row => row.Sha256)]);
    }

    /// <summary>Waits for a batch to end; gives what the API says of it, whose counts add up.</summary>
    public static async Task<JsonElement> EndAsync(this Deployment deployment, Guid batch, int total)
    {
        JsonElement answer = default;
        await Until.TrueAsync(
            async () =>
            {
                answer = await deployment.Client.BatchAsync(batch);
                return answer.GetProperty("total").GetInt32() >= total && Active.Sum(state => answer.GetProperty("counts").GetProperty(state).GetInt32()) == 0;
            },
            $"batch {batch} of {total} ends");
        Assert.Equal(total, answer.GetProperty("total").GetInt32());
        Assert.Equal(total, answer.GetProperty("counts").EnumerateObject().Sum(state => state.Value.GetInt32()));
        return answer;
    }

    /// <summary>No job is active or held by anybody, and no queue holds a message.</summary>
    public static async Task ProveIdleAsync(this Deployment deployment)
    {
        Assert.Equal(0, await deployment.Catalog.ActiveAsync());
        await Until.EqualAsync(0L, deployment.Broker.ReadyAsync);
    }

    private static async Task ProveStoredAsync(this Deployment deployment, IReadOnlyList<string> hashes)
    {
        var stored = new HashSet<string>();
        await foreach (var one in deployment.Objects.ListAsync(ObjectKeys.FeaturesPrefix, default))
            stored.Add(one.Key);
        foreach (string kind in new[] { "/windows", "/spectrograms" })
            Assert.All(hashes, hash => Assert.Contains(stored, key => key.Contains(hash, StringComparison.Ordinal) && key.EndsWith(kind, StringComparison.Ordinal)));
    }

    private static string? Fault(Song song, SubmissionRow row)
    {
        bool right = song.Error is null
            ? row is { State: JobState.Done, Models: 1, Summaries: 1 } && row.WindowCount == (song.Windows ?? row.WindowCount)
                && row.Scores == row.WindowCount && row.DistinctScores == row.Scores && row.LastWindow == row.WindowCount - 1
            : row is { State: JobState.Failed, Scores: 0, Summaries: 0 } && row.ErrorCode == song.Error;
        return right ? null : $"{song.Path}: expected {song.Error ?? $"{song.Windows} windows"}, is {row}";
    }
}
