using GetYourMusicStyle.Catalog;
using GetYourMusicStyle.Storage;

namespace GetYourMusicStyle.Pipeline;

/// <summary>The picture stage: log spectrograms in the store to a PNG a window. Thread-safe.</summary>
public sealed class PictureWork
{
    /// <summary>Draws the pictures of one track; those that are there are skipped unless the ticket says to do it again.</summary>
    /// <returns>The version of the extractor whose pictures are now in the store.</returns>
    /// <exception cref="ObjectMissingException">There are no log spectrograms: the features have to be done first.</exception>
    /// <exception cref="ObjectDamagedException">They are damaged: the features have to be done again.</exception>
    /// <exception cref="StorageException">The store cannot be reached or refuses.</exception>
    public Task<string> RunAsync(JobTicket ticket, IProgress<double> progress, CancellationToken cancellation) => throw new NotImplementedException();
}
