using GetYourMusicStyle.Api.Problems;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Api.Uploads;

/// <summary>How many uploads are received at the same time; further ones wait a moment, then are sent away.</summary>
internal sealed class UploadConcurrency(IOptions<ApiOptions> options) : IDisposable
{
    private readonly SemaphoreSlim _free = new(options.Value.MaxConcurrentUploads);

    /// <summary>Takes a slot; disposing the answer gives it back.</summary>
    /// <exception cref="ProblemException">None became free in time.</exception>
    public async Task<IDisposable> TakeAsync(CancellationToken cancellation)
    {
        if (!await _free.WaitAsync(TimeSpan.FromSeconds(options.Value.UploadWaitSeconds), cancellation))
            throw new ProblemException(Problem.Busy("too-many-uploads", "Too many uploads at once. Send this one again in a moment, or fewer at a time.", 2));
        return new Slot(_free);
    }

    public void Dispose() => _free.Dispose();

    private sealed class Slot(SemaphoreSlim free) : IDisposable
    {
        public void Dispose() => free.Release();
    }
}
