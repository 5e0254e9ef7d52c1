using GetYourMusicStyle.Scoring.Manifests;
using GetYourMusicStyle.Scoring.Models;
using Microsoft.ML.OnnxRuntime;

namespace GetYourMusicStyle.Scoring.Tracks;

/// <summary>Rows of windows of any tracks that wait for one member, scored together when there are enough of them.</summary>
internal sealed class MemberQueue(Member member, int rows, IReadOnlyList<string> genres) : IDisposable
{
    private readonly MemberBatch _batch = new(member, rows);
    private readonly MemberOutput _output = member.CreateOutput(genres);
    private readonly List<(TrackRun Track, int Window, bool Last)> _waiting = [];

    public InputEntry Input => member.Input;

    /// <summary>The input values of the next row, to be filled before <see cref="Add"/>.</summary>
    public Span<float> Next => _batch.Input(_waiting.Count);

    /// <summary>
    /// Puts what <see cref="Next"/> was filled with in the queue; scores the queue when it is full. The rows of a window follow each other,
    /// the last one marked.
    /// </summary>
    public void Add(TrackRun track, int window, bool last = true)
    {
        _waiting.Add((track, window, last));
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
            var outputs = _batch.Run(_waiting.Count);
            for (int row = 0; row < _waiting.Count; row++)
                Deliver(_waiting[row], outputs.Slice(row * member.Width, member.Width));
        }
        catch (OnnxRuntimeException e)
        {
            foreach (var (track, _, _) in _waiting)
                track.Fail(e);
            _output.Read();     // forgets
        }
        _waiting.Clear();
    }

    /// <summary>Forgets what waits.</summary>
    public void Clear()
    {
        _waiting.Clear();
        _output.Read();
    }

    public void Dispose() => _batch.Dispose();

    private void Deliver((TrackRun Track, int Window, bool Last) row, ReadOnlySpan<float> values)
    {
        if (Finite(values))
        {
            _output.Add(values);
            row.Track.Answered();
        }
        else
        {
            row.Track.Fail(member.NotFinite());
        }
        if (row.Last)
            row.Track.AddPrediction(row.Window, member.Weight, _output.Read());
    }

    private static bool Finite(ReadOnlySpan<float> values)
    {
        foreach (float value in values)
        {
            if (!float.IsFinite(value))
                return false;
        }
        return true;
    }
}
