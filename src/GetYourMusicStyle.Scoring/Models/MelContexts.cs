using GetYourMusicStyle.Scoring.Manifests;

namespace GetYourMusicStyle.Scoring.Models;

/// <summary>
/// The contexts of a track's windows, for one model: as its mel spectrograms come in order, those of the last windows are kept, one after
/// another. A context is centred on its window and shifted to stay inside the track; so many windows in a row as the manifest says share that of
/// the middle one. A window is its own context where the manifest has none. One track at a time.
/// </summary>
internal sealed class MelContexts(InputEntry input, EnsembleManifest manifest)
{
    private readonly int _windowsOf = MelInput.ContextWindows(input, manifest);
    private readonly int _laidFrames = MelInput.LaidFrames(input, manifest);
    private readonly int _every = input.Every;
    private readonly Queue<(int Length, bool Silent)> _kept = [];
    private float[] _values = [];
    private int _length, _windows, _first, _end;

    /// <summary>Whether more than one window belongs to a context, so that silent ones are looked at too.</summary>
    public bool Wide => _windowsOf > 1;

    /// <summary>
    /// The windows whose context is at hand and has not been so before, from <c>First</c> to before <c>End</c>; none where they are equal. To be looked
    /// at before each <see cref="Add"/> and after <see cref="Finish"/>: as the end of a track moves contexts, each is at hand only when its last window
    /// has been followed by another, or by the end.
    /// </summary>
    public (int First, int End) Due
    {
        get
        {
            for (int window = _first; window < _end; window++)
            {
                if (!_kept.ElementAt(window - (_windows - _kept.Count)).Silent)
                    return (_first, _end);
            }
            return (_end, _end);
        }
    }

    /// <summary>The mel spectrograms of the context at hand, a row of bands a frame.</summary>
    public ReadOnlySpan<float> Values => _values.AsSpan(0, _length);

    /// <summary>Takes the mel spectrogram of the next window.</summary>
    public void Add(ReadOnlySpan<float> mel, bool silent)
    {
        if (_kept.Count == _windowsOf)
        {
            int oldest = _kept.Dequeue().Length;
            _values.AsSpan(oldest, _length - oldest).CopyTo(_values);
            _length -= oldest;
        }
        int bands = input.Mel!.Bands;
        mel = mel[..(Math.Min(mel.Length / bands, _laidFrames) * bands)];
        if (_values.Length < _length + mel.Length)
            Array.Resize(ref _values, Math.Max(_windowsOf * mel.Length, _length + mel.Length));
        mel.CopyTo(_values.AsSpan(_length));
        _length += mel.Length;
        _kept.Enqueue((mel.Length, silent));
        _windows++;
        _first = _end;
        while (ContextEnd(_end + (_every / 2)) <= _windows)
            _end += _every;
    }

    /// <summary>The track has no more windows: what is kept is the context of all that have none yet.</summary>
    public void Finish() => _end = _windows;

    /// <summary>Forgets the track.</summary>
    public void Reset()
    {
        _kept.Clear();
        _length = _windows = _first = _end = 0;
    }

    // In a track without end.
    private int ContextEnd(int window) => Math.Max(0, window - (_windowsOf / 2)) + _windowsOf;
}
