using GetYourMusicStyle.Messaging;
using GetYourMusicStyle.Pipeline.Attempts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace GetYourMusicStyle.Pipeline.Tests.Attempts;

public sealed class CatalogRetryPolicyTests : IDisposable
{
    private readonly FakeTimeProvider _never = new();
    private readonly Lifetime _lifetime = new();
    private int _calls;

    public void Dispose() => _lifetime.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task A_call_is_made_once_more_than_the_limit_and_then_its_error_is_thrown(int limit)
    {
        var error = await Assert.ThrowsAsync<TimeoutException>(() => Policy(limit, new InstantClock()).ExecuteAsync(FailAsync));
        Assert.Equal($"call {limit + 1}", error.Message);
        Assert.Equal(limit + 1, _calls);
    }

    [Fact]
    public async Task Pauses_double_up_to_the_limit_and_the_first_success_ends_them()
    {
        var clock = new InstantClock();
        string result = await Policy(20, clock).ExecuteAsync(_ => ++_calls == 6 ? Task.FromResult("done") : throw new TimeoutException());
        Assert.Equal("done", result);
        // 0.5 s doubled, at most 3 s; with a random number of 0.5 three quarters of it.
        Assert.Equal([375, 750, 1500, 2250, 2250], clock.Pauses.Select(pause => pause.TotalMilliseconds));
    }

    [Fact]
    public async Task A_stopping_process_does_not_wait_but_tries_once_more()
    {
        var running = Policy(6, _never).ExecuteAsync(FailAsync);
        Assert.Equal(1, _calls);
        Assert.False(running.IsCompleted);

        _lifetime.Stop();

        Assert.Equal("call 2", (await Assert.ThrowsAsync<TimeoutException>(() => running.WaitAsync(TimeSpan.FromSeconds(60)))).Message);
    }

    [Fact]
    public async Task A_process_that_is_stopping_already_makes_one_call_which_is_not_cancelled()
    {
        _lifetime.Stop();
        bool cancelled = await Policy(6, _never).ExecuteAsync(cancellation => Task.FromResult(cancellation.CanBeCanceled));
        Assert.False(cancelled);
        await Assert.ThrowsAsync<TimeoutException>(() => Policy(6, _never).ExecuteAsync(FailAsync));
        Assert.Equal(1, _calls);
    }

    private CatalogRetryPolicy Policy(int limit, TimeProvider clock) => new(
        Options.Create(new BusOptions { RetryLimit = limit, RetrySeconds = 0.5, RetryMaxSeconds = 3 }), _lifetime, clock, new Half());

    private async Task FailAsync(CancellationToken cancellation)
    {
        _calls++;
        await Task.CompletedTask;
        throw new TimeoutException($"call {_calls}");
    }

    /// <summary>Notes every pause and ends it at once.</summary>
    private sealed class InstantClock : TimeProvider
    {
        public List<TimeSpan> Pauses { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Pauses.Add(dueTime);
            return base.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }

    private sealed class Half : Random
    {
        public override double NextDouble() => 0.5;
    }

    private sealed class Lifetime : IHostApplicationLifetime, IDisposable
    {
        private readonly CancellationTokenSource _stopping = new();

        public CancellationToken ApplicationStarted => default;

        public CancellationToken ApplicationStopping => _stopping.Token;

        public CancellationToken ApplicationStopped => default;

        public void Stop() => _stopping.Cancel();

        public void StopApplication() => Stop();

        public void Dispose() => _stopping.Dispose();
    }
}
