using GetYourMusicStyle.Analysis;
using GetYourMusicStyle.Catalog.Batches;
using GetYourMusicStyle.Catalog.Jobs;
using GetYourMusicStyle.Catalog.Model;
using GetYourMusicStyle.Contracts;
using GetYourMusicStyle.Pipeline.Attempts;
using GetYourMusicStyle.Pipeline.Objects;
using GetYourMusicStyle.Pipeline.Tests.Hosts;
using GetYourMusicStyle.Storage;

namespace GetYourMusicStyle.Pipeline.Tests.Consumers;

public sealed class FailureTests
{
    [Fact]
    public async Task A_file_that_is_no_audio_fails_at_once_with_the_reason_and_its_neighbours_finish()
    {
        await using var system = new TestSystem();
        var host = await system.StartAsync(Role.All);
        var poison = new Tone(1);
        var hold = host.Get<HeldStore>().HoldUp(poison.AudioKey);
        var bad = await host.SubmitAsync(poison);
        await hold.Arrived;
        await host.Get<IObjectStore>().PutAsync(poison.AudioKey, "no audio at all"u8.ToArray(), "audio/wav", default);
        hold.Release();
        var good = await host.SubmitAsync(new(2));

        await host.UntilAsync(good, JobState.Done);
        var failed = await host.UntilAsync(bad, JobState.Failed);
        Assert.Equal(("not-audio", 1), (failed.ErrorCode, failed.Attempt));
        Assert.NotEmpty(failed.ErrorMessage!);
    }

    [Fact]
    public async Task Features_that_are_gone_are_made_again()
    {
        await using var system = new TestSystem();
        var host = await system.StartAsync(Role.All);
        var tone = new Tone(1);
        await host.Get<StageControl>().PauseAsync(Stage.Score, default);
        var job = await host.SubmitAsync(tone);
        await Until.Async(async () => (await host.JobAsync(job)).State == JobState.Scoring);
        await host.Get<IObjectStore>().DeleteAsync(ObjectKeys.Windows(tone.Sha256, host.Get<ExtractorVersion>().Name), default);
        await host.Get<StageControl>().ResumeAsync(Stage.Score, default);

        await host.UntilAsync(job, JobState.Done);
        Assert.Equal(2, host.Get<HeldStore>().Fetches.Count(key => key == tone.AudioKey));
    }

    [Fact]
    public async Task A_job_for_another_model_version_is_released_and_waits_for_a_worker_that_has_it()
    {
        await using var system = new TestSystem();
        var host = await system.StartAsync(Role.All);
        var submissions = host.Get<SubmissionStore>();
        var tone = new Tone(1);
        var announcement = await submissions.AnnounceAsync(tone.Sha256, default);
        await host.Get<IObjectStore>().PutAsync(tone.AudioKey, tone.Bytes, "audio/wav", default);
        var job = await submissions.SubmitAsync(
            new(tone.Sha256, tone.Bytes.Length, "a.wav", "audio/wav"), "a.wav", null, announcement, new string('0', 64), null, default);

        await Until.Async(async () => await host.JobAsync(job.JobId) is { State: JobState.Scoring });
        await Until.Async(() => Task.FromResult(host.Get<LeaseRenewer>().Count == 0));
        var view = await host.JobAsync(job.JobId);
        Assert.Equal((JobState.Scoring, null), (view.State, view.ErrorCode));
    }
}
