using GetYourMusicStyle.Audio;
using GetYourMusicStyle.Catalog;
using GetYourMusicStyle.Storage;

namespace GetYourMusicStyle.Pipeline;

/// <summary>The feature stage: audio from the store to features and log spectrograms in the store. Thread-safe.</summary>
public sealed class FeatureWork
{
    /// <summary>
    /// Does one track, on a thread of its own. What is there already is used unless the ticket says to do it again.
    /// Memory does not grow with the log spectrograms; 120 bytes a window stay.
    /// </summary>
    /// <param name="progress">Is told the share done, 0 to 1, after each window; called on the working thread.</param>
    /// <exception cref="AudioException">The file cannot be used; that will not change.</exception>
    /// <exception cref="StorageException">The store cannot be reached, or the audio is not there (<see cref="ObjectMissingException"/>).</exception>
    /// <exception cref="IOException">The local disk is full or broken.</exception>
    public Task<TrackFacts> RunAsync(JobTicket ticket, IProgress<double> progress, CancellationToken cancellation) => throw new NotImplementedException();
}
