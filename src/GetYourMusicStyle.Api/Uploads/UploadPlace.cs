namespace GetYourMusicStyle.Api.Uploads;

/// <summary>A place that an upload has taken; disposing gives it back. Whoever sends slowly while others wait may lose it.</summary>
/// <param name="client">Who sends.</param>
/// <param name="release">Called when it is given back.</param>
internal sealed class UploadPlace(string client, TimeProvider time, Action<UploadPlace> release) : IDisposable
{
    private static readonly TimeSpan _span = TimeSpan.FromSeconds(3);
    private readonly CancellationTokenSource _lost = new();
    private SpoolFile? _spool;
    private long _since = time.GetTimestamp(), _bytes;

    /// <summary>Who sends.</summary>
    public string Client => client;

    /// <summary>Ends the upload: the place is lost.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>Whether it can be lost: not any more once all has arrived, nor before it has been looked at for a while.</summary>
    public bool MayBeLost => !_lost.IsCancellationRequested && _spool is not { Sha256.Length: > 0 } && BytesPerSecond is not null;

    /// <summary>How fast the upload came in lately; null in its first seconds.</summary>
    public double? BytesPerSecond { get; private set; }

    /// <summary>Says where the upload is collected.</summary>
    public void Follow(SpoolFile spool) => _spool = spool;

    /// <summary>Looks how far it has come.</summary>
    public void Look()
    {
        var elapsed = time.GetElapsedTime(_since);
        if (elapsed < _span)
            return;
        long bytes = _spool?.Length ?? 0;
        BytesPerSecond = (bytes - _bytes) / elapsed.TotalSeconds;
        (_since, _bytes) = (time.GetTimestamp(), bytes);
    }

    /// <summary>Takes it away.</summary>
    public void Lose() => _lost.Cancel();

    /// <inheritdoc/>
    public void Dispose()
    {
        release(this);
        _lost.Dispose();
    }
}
