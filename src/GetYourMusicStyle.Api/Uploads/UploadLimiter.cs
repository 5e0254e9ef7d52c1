using GetYourMusicStyle.Api.Problems;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Api.Uploads;

/// <summary>Limits the uploads that are received at the same time; further ones wait a moment, then are refused.</summary>
internal sealed class UploadLimiter(IOptions<ApiOptions> options, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _permits = new(options.Value.MaxConcurrentUploads);

    /// <summary>Waits for a permit; disposing the result gives it back.</summary>
    /// <exception cref="ProblemException">None became free in time.</exception>
    public async Task<IDisposable> AcquireAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!_permits.Wait(0, CancellationToken.None))
            await WaitAsync(cancellation);
        return new Permit(_permits);
    }

    public void Dispose() => _permits.Dispose();

    private async Task WaitAsync(CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(options.Value.UploadWaitSeconds), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        try
        {
            await _permits.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new ProblemException(Problem.Busy("too-many-uploads", "Too many uploads at once. Send this one again in a moment, or fewer at a time.", 2));
        }
    }

    private sealed class Permit(SemaphoreSlim permits) : IDisposable
    {
        public void Dispose() => permits.Release();
    }
}
