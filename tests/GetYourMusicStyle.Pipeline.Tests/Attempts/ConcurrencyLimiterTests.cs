using GetYourMusicStyle.Contracts;
using GetYourMusicStyle.Messaging;
using GetYourMusicStyle.Pipeline.Attempts;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Pipeline.Tests.Attempts;

public sealed class ConcurrencyLimiterTests
{
    private readonly ConcurrencyLimiter _limiter = new(Options.Create(new BusOptions { FeatureConcurrency = 2, ScoreConcurrency = 1 }));

    [Fact]
    public async Task A_stage_has_as_many_permits_as_configured_and_each_stage_its_own()
    {
        var first = Acquire(QueuePriority.Bulk);
        var second = Acquire(QueuePriority.Bulk);
        var third = Acquire(QueuePriority.Bulk);
        Assert.True(first.IsCompletedSuccessfully && second.IsCompletedSuccessfully);
        Assert.False(third.IsCompleted);
        Assert.True(Acquire(QueuePriority.Bulk, Stage.Score).IsCompletedSuccessfully);

        (await first).Dispose();
        (await first).Dispose();     // giving back twice gives back once

        await third.WaitAsync(Deadline);
        Assert.False(Acquire(QueuePriority.Bulk).IsCompleted);
    }

    [Fact]
    public async Task A_priority_that_nobody_knows_neither_waits_for_ever_nor_holds_others_back()
    {
        foreach (bool isolated in (bool[])[true, false])
        {
            foreach (short priority in (short[])[-1, 3, short.MaxValue])
                (await _limiter.AcquireAsync(Stage.Featurize, (QueuePriority)priority, isolated, default).WaitAsync(Deadline)).Dispose();
        }
        Assert.True(Acquire(QueuePriority.Interactive).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Interactive_work_gets_the_next_permit_before_bulk_that_came_earlier()
    {
        var (first, _) = (Acquire(QueuePriority.Bulk), Acquire(QueuePriority.Bulk));
        var bulk = Acquire(QueuePriority.Bulk);
        var interactive = Acquire(QueuePriority.Interactive);

        (await first).Dispose();

        await interactive.WaitAsync(Deadline);
        Assert.False(bulk.IsCompleted);
    }

    [Fact]
    public void Slow_work_has_one_permit_of_its_own()
    {
        var (slow, otherSlow) = (Acquire(QueuePriority.Slow), Acquire(QueuePriority.Slow));
        Assert.True(slow.IsCompletedSuccessfully);
        Assert.False(otherSlow.IsCompleted);
        Assert.True(Acquire(QueuePriority.Bulk).IsCompletedSuccessfully);
        Assert.True(Acquire(QueuePriority.Bulk).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task An_isolated_job_waits_until_nothing_runs_and_then_runs_alone()
    {
        var running = Acquire(QueuePriority.Bulk);
        var isolated = Acquire(QueuePriority.Bulk, isolated: true);
        Assert.False(isolated.IsCompleted);
        var later = Acquire(QueuePriority.Interactive, Stage.Score);
        Assert.False(later.IsCompleted);        // or the isolated job might wait for ever

        (await running).Dispose();

        await isolated.WaitAsync(Deadline);
        Assert.False(later.IsCompleted);
        (await isolated).Dispose();
        await later.WaitAsync(Deadline);
    }

    [Fact]
    public async Task While_slow_work_runs_a_waiting_isolated_job_holds_nobody_back_but_more_slow_work()
    {
        var slow = Acquire(QueuePriority.Slow);
        var isolated = Acquire(QueuePriority.Bulk, isolated: true);
        var quick = Acquire(QueuePriority.Bulk);
        Assert.True(quick.IsCompletedSuccessfully);
        Assert.False(Acquire(QueuePriority.Slow, Stage.Score).IsCompleted);

        (await slow).Dispose();
        Assert.False(Acquire(QueuePriority.Bulk).IsCompleted);
        (await quick).Dispose();

        await isolated.WaitAsync(Deadline);
    }

    [Fact]
    public async Task After_an_isolated_job_those_it_held_back_come_before_the_next_one()
    {
        var first = Acquire(QueuePriority.Bulk, isolated: true);
        var second = Acquire(QueuePriority.Bulk, isolated: true);
        var heldBack = Acquire(QueuePriority.Bulk);

        (await first).Dispose();

        await heldBack.WaitAsync(Deadline);
        Assert.False(second.IsCompleted);
        (await heldBack).Dispose();
        await second.WaitAsync(Deadline);
    }

    [Fact]
    public async Task Who_gives_up_waiting_takes_no_permit_and_holds_nobody_back()
    {
        var running = Acquire(QueuePriority.Bulk);
        using var cancel = new CancellationTokenSource();
        var isolated = _limiter.AcquireAsync(Stage.Featurize, QueuePriority.Bulk, isolated: true, cancel.Token);
        var heldBack = Acquire(QueuePriority.Bulk);
        Assert.False(heldBack.IsCompleted);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => isolated);
        await heldBack.WaitAsync(Deadline);
        (await running).Dispose();
    }

    private static TimeSpan Deadline => TimeSpan.FromSeconds(30);

    private Task<IDisposable> Acquire(QueuePriority priority, Stage stage = Stage.Featurize, bool isolated = false) =>
        _limiter.AcquireAsync(stage, priority, isolated, CancellationToken.None);
}
