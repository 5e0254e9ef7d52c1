using GetYourMusicStyle.Pipeline.Objects;
using GetYourMusicStyle.Storage;

namespace GetYourMusicStyle.Api.Tracks;

/// <summary>All that the object store has of a track.</summary>
internal sealed class TrackObjects(IObjectStore store)
{
    /// <summary>Deletes the audio with this hash and whatever was made of it, the audio last: while it is there, the sweeper finds the rest.</summary>
    public async Task DeleteAsync(string sha256, CancellationToken cancellation)
    {
        string audio = ObjectKeys.Audio(sha256);
        string shard = audio[ObjectKeys.AudioPrefix.Length..];
        foreach (string prefix in new[] { ObjectKeys.FeaturesPrefix, ObjectKeys.SpectrogramImagesPrefix })
        {
            await foreach (var stored in store.ListAsync($"{prefix}{shard}/", cancellation))
                await store.DeleteAsync(stored.Key, cancellation);
        }
        await store.DeleteAsync(audio, cancellation);
    }
}
