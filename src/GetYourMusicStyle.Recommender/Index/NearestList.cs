namespace GetYourMusicStyle.Recommender.Index;

/// <summary>The nearest rows so far: a heap whose first is the farthest of them.</summary>
internal sealed class NearestList(int size)
{
    private readonly SearchHit[] _heap = new SearchHit[size];
    private int _count;

    /// <summary>The squared distance above which nothing is taken: infinite while there is room.</summary>
    public float Farthest { get; private set; } = float.PositiveInfinity;

    /// <summary>Takes a row, unless as many are nearer.</summary>
    public void Add(SearchHit found)
    {
        if (_count == size)
        {
            if (found.After(_heap[0]))
                return;
            Sink(found);
        }
        else
        {
            Rise(found);
        }
        if (_count == size)
            Farthest = _heap[0].Squared;
    }

    /// <summary>All, nearest first.</summary>
    public SearchHit[] InOrder()
    {
        var found = _heap[.._count];
        Array.Sort(found, (one, other) => one.After(other) ? 1 : other.After(one) ? -1 : 0);
        return found;
    }

    private void Rise(SearchHit found)
    {
        int place = _count++;
        for (int above; place > 0 && found.After(_heap[above = (place - 1) / 2]); place = above)
            _heap[place] = _heap[above];
        _heap[place] = found;
    }

    private void Sink(SearchHit found)
    {
        int place = 0;
        for (int below; (below = (2 * place) + 1) < _count; place = below)
        {
            if (below + 1 < _count && _heap[below + 1].After(_heap[below]))
                below++;
            if (!_heap[below].After(found))
                break;
            _heap[place] = _heap[below];
        }
        _heap[place] = found;
    }
}
