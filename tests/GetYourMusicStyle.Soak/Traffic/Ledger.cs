using System.Collections.Concurrent;
using GetYourMusicStyle.EndToEnd.Tests.Media;

namespace GetYourMusicStyle.Soak.Traffic;

/// <summary>What must come of an upload.</summary>
internal enum Expected
{
    /// <summary>A verdict on all windows.</summary>
    Done,

    /// <summary>An error for the reason known.</summary>
    Failed,

    /// <summary>Either: nobody knows what a damaged file still holds.</summary>
    Ended,

    /// <summary>As <see cref="Done"/>, or cancelled.</summary>
    DoneOrCancelled,
}

/// <summary>Every upload that was accepted, as the client knows it.</summary>
internal sealed class Ledger
{
    private readonly ConcurrentDictionary<string, Upload> _uploads = new();
    private long _refused;

    public ICollection<Upload> Uploads => _uploads.Values;

    /// <summary>Requests that were refused, as they had to be.</summary>
    public long Refused => _refused;

    public void Accepted(Song song, Expected expected, Guid job) => _uploads[song.Sha256] = new(song, expected, job);

    public void MayBeCancelled(Upload upload) => _uploads[upload.Song.Sha256] = upload with { Expected = Expected.DoneOrCancelled };

    public void NoteRefused() => Interlocked.Increment(ref _refused);

    /// <summary>An upload that was accepted.</summary>
    internal sealed record Upload(Song Song, Expected Expected, Guid Job);
}
