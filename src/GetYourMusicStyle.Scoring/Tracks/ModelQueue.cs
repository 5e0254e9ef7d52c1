using GetYourMusicStyle.Scoring.Models;
using Microsoft.ML.OnnxRuntime;

namespace GetYourMusicStyle.Scoring.Tracks;

/// <summary>Rows of windows of any tracks that wait for one model, which is run on them together when there are enough of them.</summary>
internal abstract class ModelQueue(Model model, int rows) : IDisposable
{
    private readonly List<Row> _waiting = [];

    /// <summary>The input values of the next row, to be filled before <see cref="Add"/>.</summary>
    public Span<float> Next => Batch.Input(_waiting.Count);

    protected ModelBatch Batch { get; } = new(model, rows);

    /// <summary>
    /// Puts what <see cref="Next"/> was filled with in the queue; runs the model when it is full. The answer is that of the windows from
    /// <paramref name="first"/> to before <paramref name="end"/>. Where it takes several rows, they follow each other, the last one marked.
    /// </summary>
    public void Add(TrackRun track, int first, int end, bool last = true)
    {
        _waiting.Add(new(track, first, end, last));
        track.Await();
        if (_waiting.Count == Batch.Rows)
            Flush();
    }

    /// <summary>Runs the model on what waits. What goes wrong is told to the tracks concerned.</summary>
    public void Flush()
    {
        if (_waiting.Count == 0)
            return;
        try
        {
            Batch.Run(_waiting.Count);
            for (int row = 0; row < _waiting.Count; row++)
                Deliver(row);
        }
        catch (OnnxRuntimeException e)
        {
            foreach (var row in _waiting)
                row.Track.Fail(e);
            Forget();
        }
        _waiting.Clear();
    }

    /// <summary>Forgets what waits.</summary>
    public void Clear()
    {
        _waiting.Clear();
        Forget();
    }

    public void Dispose() => Batch.Dispose();

    /// <summary>Takes the answer of row <paramref name="number"/> of the batch, whose values are finite.</summary>
    protected abstract void Take(Row row, int number);

    /// <summary>The answer is whole.</summary>
    protected abstract void Finish(Row row);

    /// <summary>Forgets an answer of which only some rows were taken.</summary>
    protected abstract void Forget();

    private void Deliver(int number)
    {
        var row = _waiting[number];
        if (Batch.IsFinite(number))
        {
            Take(row, number);
            row.Track.Answered();
        }
        else
        {
            row.Track.Fail(model.NotFinite());
        }
        if (row.Last)
            Finish(row);
    }

    protected readonly record struct Row(TrackRun Track, int First, int End, bool Last);
}
