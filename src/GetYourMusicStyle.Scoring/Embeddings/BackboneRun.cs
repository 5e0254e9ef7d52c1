using System.Numerics.Tensors;
using GetYourMusicStyle.Scoring.Models;

namespace GetYourMusicStyle.Scoring.Embeddings;

/// <summary>The windows of one track after another through one backbone; one a thread.</summary>
internal sealed class BackboneRun : IDisposable
{
    /// <summary>Values of a batch at most, so that what the network computes of it stays near the processor.</summary>
    private const int MostBatchValues = 1 << 19;
    private const int MostBatchRows = 8;

    private readonly Backbone _backbone;
    private readonly ModelBatch _batch;
    private readonly MelContexts _contexts;
    private readonly List<(int First, int End, bool Last)> _waiting = [];
    private readonly float[] _sum;      // over the patches so far of the context that is being answered
    private int _patches, _windows;
    private float[] _embeddings;

    public BackboneRun(Backbone backbone)
    {
        _backbone = backbone;
        _batch = new ModelBatch(backbone.Model, Math.Clamp(MostBatchValues / backbone.Model.RowLength, 1, MostBatchRows));
        _contexts = backbone.CreateContexts();
        (_sum, _embeddings) = (new float[backbone.Width], new float[16 * backbone.Width]);
    }

    /// <summary>Takes the mel spectrogram of the next window.</summary>
    /// <exception cref="ModelException">The backbone answered with a value that is not finite.</exception>
    public void Add(ReadOnlySpan<float> mel, bool silent)
    {
        AddPatches();
        _contexts.Add(mel, silent);
        _windows++;
        if (_embeddings.Length < _windows * _backbone.Width)
            Array.Resize(ref _embeddings, 2 * _embeddings.Length);
    }

    /// <summary>The embeddings of the track, a row a window; zeros where none was needed. Valid until the next window or <see cref="Reset"/>.</summary>
    /// <inheritdoc cref="Add" path="/exception"/>
    public ReadOnlyMemory<float> Finish()
    {
        _contexts.Finish();
        AddPatches();
        Flush();
        return _embeddings.AsMemory(0, _windows * _backbone.Width);
    }

    /// <summary>Forgets the track.</summary>
    public void Reset()
    {
        _contexts.Reset();
        _waiting.Clear();
        _embeddings.AsSpan().Clear();
        _sum.AsSpan().Clear();
        (_patches, _windows) = (0, 0);
    }

    public void Dispose() => _batch.Dispose();

    private void AddPatches()
    {
        var (first, end) = _contexts.Due;
        if (first == end)
            return;
        int patches = MelPatches.Count(_backbone.Input, _contexts.Values.Length);
        for (int patch = 0; patch < patches; patch++)
        {
            MelPatches.Fill(_backbone.Input, _contexts.Values, patch, _batch.Input(_waiting.Count));
            _waiting.Add((first, end, patch == patches - 1));
            if (_waiting.Count == _batch.Rows)
                Flush();
        }
    }

    private void Flush()
    {
        if (_waiting.Count == 0)
            return;
        _batch.Run(_waiting.Count);
        for (int row = 0; row < _waiting.Count; row++)
        {
            if (!_batch.IsFinite(row))
                throw _backbone.Model.NotFinite();
            TensorPrimitives.Add(_sum, _batch.Output(row), _sum);
            _patches++;
            if (_waiting[row].Last)
                Answer(_waiting[row].First, _waiting[row].End);
        }
        _waiting.Clear();
    }

    private void Answer(int first, int end)
    {
        TensorPrimitives.Divide(_sum, _patches, _sum);
        for (int window = first; window < end; window++)
            _sum.CopyTo(_embeddings.AsSpan(window * _backbone.Width));
        _sum.AsSpan().Clear();
        _patches = 0;
    }
}
