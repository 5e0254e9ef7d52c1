using Microsoft.ML.OnnxRuntime;

namespace GetYourMusicStyle.Scoring;

/// <summary>Windows of any tracks that wait for one member, scored together when there are enough of them.</summary>
internal sealed class MemberQueue(Member member, int rows, int genres) : IDisposable
{
    private readonly MemberBatch _batch = new(member, rows, genres);
    private readonly List<(TrackRun Track, int Window)> _waiting = [];

    public string InputKind => member.Input.Kind;

    /// <summary>The input values of the next row, to be filled before <see cref="Add"/>.</summary>
    public Span<float> Next => _batch.Input(_waiting.Count);

    /// <summary>Puts what <see cref="Next"/> was filled with in the queue; scores the queue when it is full.</summary>
    public void Add(TrackRun track, int window)
    {
        _waiting.Add((track, window));
        track.Await();
        if (_waiting.Count == _batch.Rows)
            Flush();
    }

    /// <summary>Scores what waits. What goes wrong is told to the tracks concerned.</summary>
    public void Flush()
    {
        if (_waiting.Count == 0)
            return;
        try
        {
            var logits = _batch.Run(_waiting.Count);
            for (int row = 0; row < _waiting.Count; row++)
                _waiting[row].Track.Take(_waiting[row].Window, member, logits.Slice(row * genres, genres));
        }
        catch (OnnxRuntimeException e)
        {
            foreach (var (track, _) in _waiting)
                track.Fail(e);
        }
        _waiting.Clear();
    }

    /// <summary>Forgets what waits.</summary>
    public void Clear() => _waiting.Clear();

    public void Dispose() => _batch.Dispose();
}
