using GetYourMusicStyle.Catalog.Batches;
using GetYourMusicStyle.Catalog.Jobs;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Pipeline.Dispatch;
using GetYourMusicStyle.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GetYourMusicStyle.Pipeline.Tests.Hosts;

/// <summary>What tests do with jobs, through the catalog of any process.</summary>
public static class Jobs
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);

    public static T Get<T>(this IHost host)
        where T : notnull => host.Services.GetRequiredService<T>();

    public static string Model(this IHost host) => host.Get<Scoring.Models.Ensemble>().ModelVersion;

    /// <summary>Stores a tone and submits it, as the API does.</summary>
    public static async Task<Guid> SubmitAsync(this IHost host, Tone tone, Guid? batch = null, string? traceParent = null)
    {
        var submissions = host.Get<SubmissionStore>();
        var announcement = await submissions.AnnounceAsync(tone.Sha256, default);
        await host.Get<IObjectStore>().PutAsync(tone.AudioKey, tone.Bytes, "audio/wav", default);
        var result = await submissions.SubmitAsync(
            new(tone.Sha256, tone.Bytes.Length, "tone.wav", "audio/wav"), "tone.wav", batch, announcement, host.Model(), traceParent, default);
        host.Get<DispatchSignal>().Set();
        return result.JobId;
    }

    public static async Task<Guid> BatchAsync(this IHost host) => await host.Get<BatchStore>().CreateAsync("test", default);

    public static async Task<JobView> JobAsync(this IHost host, Guid job) =>
        await host.Get<JobReader>().FindAsync(job, default) ?? throw new InvalidOperationException("no such job");

    /// <summary>Waits until a job is in a state.</summary>
    public static async Task<JobView> UntilAsync(this IHost host, Guid job, JobState state)
    {
        JobView? view = null;
        await Until.Async(async () => (view = await host.JobAsync(job)).State == state, () => $"the job is {view}");
        return view!;
    }
}
