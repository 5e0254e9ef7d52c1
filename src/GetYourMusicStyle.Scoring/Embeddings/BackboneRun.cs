using System.Numerics.Tensors;
using GetYourMusicStyle.Scoring.Models;

namespace GetYourMusicStyle.Scoring.Embeddings;

/// <summary>
/// The windows of one track after another through one backbone, a patch a run: these networks are large enough that a batch of several is no faster.
/// One a thread.
/// </summary>
internal sealed class BackboneRun(Backbone backbone) : IDisposable
{
    private readonly ModelBatch _batch = new(backbone.Model, rows: 1);
    private readonly MelContexts _contexts = backbone.CreateContexts();
    private readonly float[] _mean = new float[backbone.Width];
    private float[] _embeddings = new float[16 * backbone.Width];
    private int _windows;

    /// <summary>Takes the mel spectrogram of the next window.</summary>
    /// <exception cref="ModelException">The backbone answered with a value that is not finite.</exception>
    public void Add(ReadOnlySpan<float> mel, bool silent)
    {
        Answer();
        _contexts.Add(mel, silent);
        _windows++;
        if (_embeddings.Length < _windows * backbone.Width)
            Array.Resize(ref _embeddings, 2 * _embeddings.Length);
    }

    /// <summary>The embeddings of the track, a row a window; zeros where none was needed. Valid until <see cref="Reset"/>.</summary>
    /// <inheritdoc cref="Add" path="/exception"/>
    public ReadOnlyMemory<float> Finish()
    {
        _contexts.Finish();
        Answer();
        return _embeddings.AsMemory(0, _windows * backbone.Width);
    }

    /// <summary>Forgets the track.</summary>
    public void Reset()
    {
        _contexts.Reset();
        _embeddings.AsSpan().Clear();
        _windows = 0;
    }

    public void Dispose() => _batch.Dispose();

    private void Answer()
    {
        var (first, end) = _contexts.Due;
        if (first == end)
            return;
        _mean.AsSpan().Clear();
        int patches = MelPatches.Count(backbone.Input, _contexts.Values.Length);
        for (int patch = 0; patch < patches; patch++)
        {
            MelPatches.Fill(backbone.Input, _contexts.Values, patch, _batch.Input(0));
            _batch.Run(1);
            if (!_batch.IsFinite(0))
                throw backbone.Model.NotFinite();
            TensorPrimitives.MultiplyAdd(_batch.Output(0), 1f / patches, _mean, _mean);
        }
        for (int window = first; window < end; window++)
            _mean.CopyTo(_embeddings.AsSpan(window * backbone.Width));
    }
}
