using System.Diagnostics;
using GetYourMusicStyle.Api.Problems;
using GetYourMusicStyle.Catalog;
using GetYourMusicStyle.Catalog.Batches;
using GetYourMusicStyle.Pipeline.Dispatch;
using GetYourMusicStyle.Pipeline.Objects;
using GetYourMusicStyle.Scoring.Models;
using GetYourMusicStyle.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace GetYourMusicStyle.Api.Uploads;

/// <summary>
/// Takes an upload from its request to a job: body to the spool, spool to the object store under its hash, then the rows. The broker has no part in it.
/// </summary>
internal sealed class Uploader(
    IOptions<ApiOptions> options, UploadLimiter limiter, SubmissionStore submissions, IObjectStore store, Ensemble ensemble, DispatchSignal signal, TimeProvider time)
{
    /// <exception cref="ProblemException">It is malformed, too large, too slow, or there is no room.</exception>
    /// <exception cref="CatalogException">The batch is missing or cancelled.</exception>
    public async Task<SubmissionResult> UploadAsync(HttpRequest request, CancellationToken aborted)
    {
        using var permit = await limiter.AcquireAsync(aborted);
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(options.Value.MaxUploadSeconds), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(aborted, timeout.Token);
        try
        {
            using var spool = new SpoolFile(options.Value, request.ContentLength);
            var form = await UploadForm.ReadAsync(request, spool, either.Token);
            if (spool.Length == 0)
                throw new ProblemException(Problem.Of(400, "empty-upload", "The file is empty", "The upload has no bytes. Check the file and send it again."));
            string path = LibraryPath.Of(form.Path ?? form.Name ?? "");
            string name = LibraryPath.Name(form.Name is { } given ? LibraryPath.Of(given) : path);
            spool.Complete();
            return await StoreAsync(spool, name, path, ParseBatch(form.Batch), either.Token);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !aborted.IsCancellationRequested)
        {
            throw new ProblemException(Problem.Of(
                408, "too-slow", "The upload took too long", $"An upload may take at most {options.Value.MaxUploadSeconds:0} s; an operator can raise Api:MaxUploadSeconds."));
        }
    }

    /// <summary>Adds bytes that are here already to a batch; null if they are not, or not safely stored.</summary>
    /// <exception cref="CatalogException">The batch is missing or cancelled.</exception>
    public async Task<SubmissionResult?> JoinAsync(string sha256, string? path, Guid? batch, CancellationToken cancellation)
    {
        var track = await submissions.FindAsync(sha256, cancellation);
        if (track is null || !await StoredAsync(sha256, track.SizeBytes, cancellation))
            return null;
        path = path is null ? track.FileName : LibraryPath.Of(path);
        var result = await submissions.JoinAsync(sha256, path, batch, ensemble.ModelVersion, Activity.Current?.Id, cancellation);
        if (result?.Queued == true)
            signal.Set();
        return result;
    }

    /// <summary>The batch that a request names.</summary>
    /// <exception cref="ProblemException">What it names is no id.</exception>
    public static Guid? ParseBatch(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        return Guid.TryParse(text, out var id) ? id : throw new ProblemException(Problem.BadRequest("batch must be the id of a batch, as POST /api/v1/batches gives it."));
    }

    private async Task<SubmissionResult> StoreAsync(SpoolFile spool, string name, string path, Guid? batch, CancellationToken cancellation)
    {
        var announcement = await submissions.AnnounceAsync(spool.Sha256, cancellation);
        string mediaType = AudioMediaType.Of(name);
        if (!await StoredAsync(spool.Sha256, spool.Length, cancellation))
            await store.PutFileAsync(ObjectKeys.Audio(spool.Sha256), spool.Path, mediaType, cancellation);
        var file = new UploadedFile(spool.Sha256, spool.Length, name, mediaType);
        var result = await submissions.SubmitAsync(file, path, batch, announcement, ensemble.ModelVersion, Activity.Current?.Id, cancellation);
        if (result.Queued)
            signal.Set();
        return result;
    }

    private async Task<bool> StoredAsync(string sha256, long size, CancellationToken cancellation) =>
        (await store.FindAsync(ObjectKeys.Audio(sha256), cancellation))?.Size == size;
}
