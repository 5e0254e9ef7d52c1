using GetYourMusicStyle.Analysis;
using GetYourMusicStyle.Catalog.Batches;
using GetYourMusicStyle.Catalog.Jobs;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Contracts;
using GetYourMusicStyle.Pipeline.Tests.Hosts;
using GetYourMusicStyle.RecommenderService.Client;
using GetYourMusicStyle.RecommenderService.Index;
using GetYourMusicStyle.Scoring.Models;
using Microsoft.Extensions.Hosting;

namespace GetYourMusicStyle.Pipeline.Tests.Recommender;

/// <summary>Scored tracks in the catalog of a process, written without workers, and so without a message.</summary>
internal static class Library
{
    /// <summary>Makes tracks, in pairs that are alike; returns their ids. No process may run the dispatcher.</summary>
    /// <param name="expected">How many are scored by it, if others wait to be.</param>
    public static async Task<long[]> AddAsync(this IHost host, int count, int from = 0, int? expected = null, bool silent = false, string folder = "Artist")
    {
        var (submissions, backlog, ensemble) = (host.Get<SubmissionStore>(), host.Get<Backlog>(), host.Get<Ensemble>());
        string extractor = host.Get<ExtractorVersion>().Name;
        for (int i = from; i < from + count; i++)
        {
            string sha256 = $"{i:x64}";
            await submissions.SubmitAsync(
                new(sha256, 1000, $"{i}.mp3", "audio/mpeg"), $"{folder} {i}/{i}.mp3", null, await submissions.AnnounceAsync(sha256, default), ensemble.ModelVersion, null, default);
        }
        foreach (var job in await BeginAsync(backlog, Stage.Featurize))
            await backlog.FeaturesDoneAsync(job.Attempt, new(180, 30, extractor, $"Title {job.TrackId}", $"Artist {job.TrackId}", "Album", null), default);
        var scored = (await BeginAsync(backlog, Stage.Score)).Select(job =>
        {
            float share = Convert.ToInt32(job.Sha256[^4..], 16) / 2 % 50 / 50f;
            return new ScoredTrack(job.Attempt, job.TrackId, silent ? null : "Calm", silent ? 0 : 0.9, false, silent ? null : [1 - share, share / 2, share / 2], []);
        }).ToArray();
        Assert.Equal(expected ?? count, (await backlog.ScoresDoneAsync(ensemble.ModelVersion, "tiny", ensemble.Manifest.Genres, scored, default)).Count);
        return [.. scored.Select(track => track.TrackId).Order()];
    }

    /// <summary>How many tracks the index of a process has; -1 while it is not built.</summary>
    public static int Indexed(this IHost host) => host.Get<LibraryIndex>().Tracks?.Count ?? -1;

    /// <summary>Waits until the index of a process has so many tracks.</summary>
    public static Task IndexedAsync(this IHost host, int tracks) =>
        Until.Async(() => Task.FromResult(host.Indexed() == tracks), () => $"the index has {host.Indexed()} of {tracks} tracks");

    /// <summary>Requests the tracks that are like one until somebody answers.</summary>
    public static async Task<long[]> SimilarAsync(this IHost api, long track, int limit = 5)
    {
        long[]? ids = null;
        await Until.Async(async () =>
        {
            try
            {
                ids = (await api.Get<RecommenderClient>().FindSimilarAsync(track, limit, null, false, default)).Ids;
                return true;
            }
            catch (RecommenderUnavailableException)
            {
                return false;
            }
        });
        return ids!;
    }

    private static async Task<IReadOnlyList<ClaimedJob>> BeginAsync(Backlog backlog, Stage stage)
    {
        var claimed = new List<ClaimedJob>();
        foreach (var priority in Enum.GetValues<QueuePriority>())
            claimed.AddRange(await backlog.ClaimAsync(stage, priority, 10_000, default));
        return await backlog.BeginAsync([.. claimed.Select(job => job.Attempt)], default);
    }
}
