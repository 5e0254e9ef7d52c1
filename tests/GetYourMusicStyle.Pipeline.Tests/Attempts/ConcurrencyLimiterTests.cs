using GetYourMusicStyle.Contracts;
using GetYourMusicStyle.Messaging;
using GetYourMusicStyle.Pipeline.Attempts;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Pipeline.Tests.Attempts;

public sealed class ConcurrencyLimiterTests
{
    private readonly ConcurrencyLimiter _gate = new(Options.Create(new BusOptions { FeatureConcurrency = 2, ScoreConcurrency = 1 }));

    [Fact]
    public async Task A_stage_has_as_many_places_as_configured_and_each_stage_its_own()
    {
        var first = Enter(QueuePriority.Bulk);
        var second = Enter(QueuePriority.Bulk);
        var third = Enter(QueuePriority.Bulk);
        Assert.True(first.IsCompletedSuccessfully && second.IsCompletedSuccessfully);
        Assert.False(third.IsCompleted);
        Assert.True(Enter(QueuePriority.Bulk, Stage.Score).IsCompletedSuccessfully);

        (await first).Dispose();
        (await first).Dispose();     // leaving twice leaves once

        await third.WaitAsync(Deadline);
        Assert.False(Enter(QueuePriority.Bulk).IsCompleted);
    }

    [Fact]
    public async Task Interactive_work_gets_the_next_place_before_bulk_that_came_earlier()
    {
        var (first, _) = (Enter(QueuePriority.Bulk), Enter(QueuePriority.Bulk));
        var bulk = Enter(QueuePriority.Bulk);
        var interactive = Enter(QueuePriority.Interactive);

        (await first).Dispose();

        await interactive.WaitAsync(Deadline);
        Assert.False(bulk.IsCompleted);
    }

    [Fact]
    public void Slow_work_has_one_place_of_its_own()
    {
        var (slow, otherSlow) = (Enter(QueuePriority.Slow), Enter(QueuePriority.Slow));
        Assert.True(slow.IsCompletedSuccessfully);
        Assert.False(otherSlow.IsCompleted);
        Assert.True(Enter(QueuePriority.Bulk).IsCompletedSuccessfully);
        Assert.True(Enter(QueuePriority.Bulk).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task A_suspect_waits_until_nothing_runs_and_then_runs_alone()
    {
        var running = Enter(QueuePriority.Bulk);
        var suspect = Enter(QueuePriority.Bulk, alone: true);
        Assert.False(suspect.IsCompleted);
        var later = Enter(QueuePriority.Interactive, Stage.Score);
        Assert.False(later.IsCompleted);        // or the suspect might wait for ever

        (await running).Dispose();

        await suspect.WaitAsync(Deadline);
        Assert.False(later.IsCompleted);
        (await suspect).Dispose();
        await later.WaitAsync(Deadline);
    }

    [Fact]
    public async Task While_slow_work_runs_a_waiting_suspect_holds_nobody_back_but_more_slow_work()
    {
        var slow = Enter(QueuePriority.Slow);
        var suspect = Enter(QueuePriority.Bulk, alone: true);
        var quick = Enter(QueuePriority.Bulk);
        Assert.True(quick.IsCompletedSuccessfully);
        Assert.False(Enter(QueuePriority.Slow, Stage.Score).IsCompleted);

        (await slow).Dispose();
        Assert.False(Enter(QueuePriority.Bulk).IsCompleted);
        (await quick).Dispose();

        await suspect.WaitAsync(Deadline);
    }

    [Fact]
    public async Task After_a_suspect_those_it_held_back_come_before_the_next_suspect()
    {
        var first = Enter(QueuePriority.Bulk, alone: true);
        var second = Enter(QueuePriority.Bulk, alone: true);
        var heldBack = Enter(QueuePriority.Bulk);

        (await first).Dispose();

        await heldBack.WaitAsync(Deadline);
        Assert.False(second.IsCompleted);
        (await heldBack).Dispose();
        await second.WaitAsync(Deadline);
    }

    [Fact]
    public async Task Who_gives_up_waiting_takes_no_place_and_holds_nobody_back()
    {
        var running = Enter(QueuePriority.Bulk);
        using var cancel = new CancellationTokenSource();
        var suspect = _gate.EnterAsync(Stage.Featurize, QueuePriority.Bulk, alone: true, cancel.Token);
        var heldBack = Enter(QueuePriority.Bulk);
        Assert.False(heldBack.IsCompleted);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => suspect);
        await heldBack.WaitAsync(Deadline);
        (await running).Dispose();
    }

    private static TimeSpan Deadline => TimeSpan.FromSeconds(30);

    private Task<IDisposable> Enter(QueuePriority priority, Stage stage = Stage.Featurize, bool alone = false) =>
        _gate.EnterAsync(stage, priority, alone, CancellationToken.None);
}
