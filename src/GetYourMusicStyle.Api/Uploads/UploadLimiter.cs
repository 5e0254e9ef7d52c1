using GetYourMusicStyle.Api.Problems;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Api.Uploads;

/// <summary>
/// Limits the uploads that are received at the same time; further ones wait a moment, then are refused. A place that becomes free goes to the client
/// with the fewest. While somebody waits, those who send slowly lose theirs, the slowest first; after half the time, those of clients who have many.
/// </summary>
internal sealed class UploadLimiter(IOptions<ApiOptions> options, TimeProvider time)
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(200);
    private readonly List<UploadPlace> _taken = [];
    private readonly List<Waiter> _waiting = [];
    private readonly Lock _lock = new();

    /// <summary>Waits for a place.</summary>
    /// <param name="client">Who wants to send: a key, or an address.</param>
    /// <exception cref="ProblemException">None became free in time.</exception>
    public async Task<UploadPlace> AcquireAsync(string client, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var waiter = new Waiter(client, time.GetTimestamp());
        lock (_lock)
        {
            if (_taken.Count < options.Value.MaxConcurrentUploads)
                return Take(client);
            _waiting.Add(waiter);
        }
        try
        {
            while (time.GetElapsedTime(waiter.Since).TotalSeconds < options.Value.UploadWaitSeconds)
            {
                lock (_lock)
                    MakeRoom();
                await Task.WhenAny(waiter.Place.Task, Task.Delay(_pause, time, cancellation));
                cancellation.ThrowIfCancellationRequested();
                if (waiter.Place.Task.IsCompleted)
                    return await waiter.Place.Task;
            }
        }
        catch (OperationCanceledException)
        {
            GiveUp(waiter)?.Dispose();
            throw;
        }
        return GiveUp(waiter)
            ?? throw new ProblemException(Problem.Busy("too-many-uploads", "Too many uploads at once. Send this one again in a moment, or fewer at a time.", 2));
    }

    // The place that it was given at the last moment, if it was.
    private UploadPlace? GiveUp(Waiter waiter)
    {
        lock (_lock)
            return _waiting.Remove(waiter) ? null : waiter.Place.Task.Result;
    }

    private UploadPlace Take(string client)
    {
        var place = new UploadPlace(client, time, Release);
        _taken.Add(place);
        return place;
    }

    private void Release(UploadPlace place)
    {
        lock (_lock)
        {
            _taken.Remove(place);
            if (_waiting.Count == 0 || _taken.Count >= options.Value.MaxConcurrentUploads)
                return;
            var next = _waiting.MinBy(waiter => PlacesOf(waiter.Client))!;      // of several the first that came
            _waiting.Remove(next);
            next.Place.SetResult(Take(next.Client));
        }
    }

    // As many places as somebody waits for, no more.
    private void MakeRoom()
    {
        foreach (var place in _taken)
            place.Look();
        int wanted = _waiting.Count - _taken.Count(place => place.Lost.IsCancellationRequested);
        foreach (var slow in _taken.Where(place => place.MayBeLost && place.BytesPerSecond < options.Value.SlowBytesPerSecond).OrderBy(place => place.BytesPerSecond).Take(Math.Max(0, wanted)).ToList())
        {
            slow.Lose();
            wanted--;
        }
        if (wanted <= 0 || _waiting.MinBy(waiter => PlacesOf(waiter.Client)) is not { } poorest || time.GetElapsedTime(poorest.Since).TotalSeconds < options.Value.UploadWaitSeconds / 2)
            return;
        var richest = _taken.Where(place => !place.Lost.IsCancellationRequested).GroupBy(place => place.Client).MaxBy(places => places.Count());
        if (richest is not null && richest.Count() > PlacesOf(poorest.Client) + 1)
            richest.Where(place => place.MayBeLost).MinBy(place => place.BytesPerSecond)?.Lose();
    }

    private int PlacesOf(string client) => _taken.Count(place => place.Client == client);

    private sealed record Waiter(string Client, long Since)
    {
        public TaskCompletionSource<UploadPlace> Place { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
