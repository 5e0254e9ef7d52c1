using System.Diagnostics;
using GetYourMusicStyle.Api.Authentication;
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
    IOptions<ApiOptions> options, UploadLimiter limiter, UploadQuota quota, SubmissionStore submissions, IObjectStore store, Ensemble ensemble, DispatchSignal signal, TimeProvider time)
{
    /// <exception cref="ProblemException">It is malformed, too large, too slow, or there is no room.</exception>
    /// <exception cref="CatalogException">The batch is missing or cancelled.</exception>
    public async Task<SubmissionResult> UploadAsync(HttpRequest request, CancellationToken aborted)
    {
        var caller = request.HttpContext.CallerOf();
        long? left = await quota.CheckAsync(caller.KeyId, request.ContentLength, request.HttpContext.Response, aborted);
        string client = caller == Caller.Local ? $"{request.HttpContext.Connection.RemoteIpAddress}" : caller.Name;
        using var place = await limiter.AcquireAsync(client, aborted);
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(options.Value.MaxUploadSeconds), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(aborted, timeout.Token, place.Lost);
        try
        {
            using var spool = new SpoolFile(options.Value, request.ContentLength, left);
            place.Follow(spool);
            var form = await UploadForm.ReadAsync(request, spool, either.Token);
            if (spool.Length == 0)
                throw new ProblemException(Problem.Of(400, "empty-upload", "The file is empty", "The upload has no bytes. Check the file and send it again."));
            string path = LibraryPath.Of(form.Path ?? form.Name ?? "");
            string name = LibraryPath.Name(form.Name is { } given ? LibraryPath.Of(given) : path);
            spool.Complete();
            return await StoreAsync(spool, name, path, ParseBatch(form.Batch), caller.KeyId, either.Token);
        }
        catch (OperationCanceledException) when (place.Lost.IsCancellationRequested && !aborted.IsCancellationRequested)
        {
            throw new ProblemException(Problem.Of(
                408, "too-slow", "The upload was too slow", "All places were taken, and others waited. Send it again, or fewer at a time; an operator can raise Api:MaxConcurrentUploads.", 30));
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

    private async Task<SubmissionResult> StoreAsync(SpoolFile spool, string name, string path, Guid? batch, Guid? key, CancellationToken cancellation)
    {
        string mediaType = AudioMediaType.Of(name);
        // Bytes that are there already could be swept before they are a track's: the sweeper is told. New ones are too young for it.
        Guid? announcement = await StoredAsync(spool.Sha256, spool.Length, cancellation) ? await submissions.AnnounceAsync(spool.Sha256, cancellation) : null;
        if (announcement is null || !await StoredAsync(spool.Sha256, spool.Length, cancellation))
            await PutAsync(spool, mediaType, cancellation);
        var file = new UploadedFile(spool.Sha256, spool.Length, name, mediaType) { KeyId = key };
        var result = await submissions.SubmitAsync(file, path, batch, announcement, ensemble.ModelVersion, Activity.Current?.Id, cancellation);
        // Someone who deleted a track of the same bytes may have taken them away until it was in the catalog; now nobody does.
        if (announcement is null && !await StoredAsync(spool.Sha256, spool.Length, cancellation))
            await PutAsync(spool, mediaType, cancellation);
        if (result.Queued)
            signal.Set();
        return result;
    }

    private Task PutAsync(SpoolFile spool, string mediaType, CancellationToken cancellation) =>
        store.PutFileAsync(ObjectKeys.Audio(spool.Sha256), spool.Path, mediaType, cancellation);

    private async Task<bool> StoredAsync(string sha256, long size, CancellationToken cancellation) =>
        (await store.FindAsync(ObjectKeys.Audio(sha256), cancellation))?.Size == size;
}
