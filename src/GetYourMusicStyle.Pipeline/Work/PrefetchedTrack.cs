using GetYourMusicStyle.Analysis.Formats;
using GetYourMusicStyle.Catalog.Model;

namespace GetYourMusicStyle.Pipeline.Work;

/// <summary>What is being fetched of one track.</summary>
/// <param name="Table">Its windows; null if <paramref name="Failure"/> says why not.</param>
internal sealed record PrefetchedTrack(ClaimedJob Job, WindowTable? Table, Exception? Failure, Task<LocalInputs> Inputs);
