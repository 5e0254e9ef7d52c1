using GetYourMusicStyle.Features;
using GetYourMusicStyle.Features.Mel;
using GetYourMusicStyle.Scoring.Models;

namespace GetYourMusicStyle.Scoring.Embeddings;

/// <summary>
/// From the mel spectrograms of one track after another to its embeddings: <see cref="Add"/> its windows in order, then <see cref="Finish"/>. Memory
/// grows by the embeddings alone: mel spectrograms are dropped once no context needs them. One a thread.
/// </summary>
/// <param name="backbones">The backbones, which outlive it.</param>
public sealed class TrackEmbedder(IReadOnlyList<Backbone> backbones) : IDisposable
{
    private readonly BackboneRun[] _runs = [.. backbones.Select(backbone => new BackboneRun(backbone))];
    private readonly IReadOnlyList<MelParameters> _mels = MelsOf(backbones);

    /// <summary>The mel spectrograms that some backbones look at, without repetition.</summary>
    public static IReadOnlyList<MelParameters> MelsOf(IReadOnlyList<Backbone> backbones) => [.. backbones.Select(backbone => backbone.Mel).Distinct()];

    /// <summary>Takes the next window of the track.</summary>
    /// <param name="window">Its place in the track.</param>
    /// <param name="mels">Its mel spectrograms, one for each of <see cref="MelsOf"/>, a row of bands a frame; of a silent window too.</param>
    /// <exception cref="ModelException">A backbone answered with a value that is not finite.</exception>
    public void Add(WindowSpan window, IReadOnlyList<ReadOnlyMemory<float>> mels)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(mels.Count, _mels.Count);
        for (int i = 0; i < _runs.Length; i++)
        {
            int which = _mels.TakeWhile(mel => mel != backbones[i].Mel).Count();
            _runs[i].Add(mels[which].Span, window.Silent);
        }
    }

    /// <summary>
    /// The embeddings of the track whose windows were added, one for each backbone, a row of its width a window; what a silent window has is of no
    /// meaning. Valid until <see cref="Reset"/>, which is due before the next track.
    /// </summary>
    /// <inheritdoc cref="Add" path="/exception"/>
    public IReadOnlyList<ReadOnlyMemory<float>> Finish() => [.. _runs.Select(run => run.Finish())];

    /// <summary>Forgets the windows added so far.</summary>
    public void Reset()
    {
        foreach (var run in _runs)
            run.Reset();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var run in _runs)
            run.Dispose();
    }
}
