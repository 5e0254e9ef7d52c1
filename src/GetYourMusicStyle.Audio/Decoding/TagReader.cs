using GetYourMusicStyle.Audio.Tags;

namespace GetYourMusicStyle.Audio.Decoding;

/// <summary>
/// Reads tags without a pass of its own: libsndfile knows them once it has opened a file, and the ffmpeg that decodes sends them ahead
/// of the audio. (ffprobe would cost more than a tenth of all the work on a song, for starting alone.) Thread-safe.
/// </summary>
public sealed class TagReader(TrackDecoder decoder)
{
    /// <summary>The tags of a file; <see cref="TrackTags.None"/> also for one that cannot be opened.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public TrackTags Read(string path, CancellationToken cancellation = default)
    {
        try
        {
            return decoder.ReadTags(path, cancellation);
        }
        catch (AudioException)
        {
            return TrackTags.None;
        }
    }
}
