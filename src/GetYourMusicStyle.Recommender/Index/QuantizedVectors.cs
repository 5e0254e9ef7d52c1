using System.Runtime.InteropServices;

namespace GetYourMusicStyle.Recommender.Index;

/// <summary>
/// A byte a dimension for the tracks of a segment, by which most of them are ruled out without a look at their rows. Coordinates are turned onto
/// principal axes (genres and embeddings apart, so that a mix of genres needs the first alone), brought into a box and rounded to codes of 0 to 127.
/// No distance grows by being brought into a box, nor by leaving dimensions out, and the largest error of rounding is measured, so
/// what is ruled out is farther away for certain.
/// </summary>
internal sealed class QuantizedVectors
{
    private const int Middle = 64, Top = 127;

    /// <summary>The box ends so many standard deviations of the widest axis from the middle.</summary>
    private const double Reach = 3.5;

    /// <summary>Axes are fitted to no more rows than this, evenly picked.</summary>
    private const int Fitted = 2048;

    /// <summary>Dimensions of each part that are looked at first.</summary>
    private const int First = 8;

    /// <summary>Share of the lengths involved that rounding in float32 cannot reach; measured errors are below a tenth of it.</summary>
    private const float Rounding = 1e-5f;

    private readonly TrackSpace _space;
    private readonly PrincipalAxes _genres, _sound;
    private readonly int[] _ends;         // dimensions after each stage, even
    private readonly byte[][] _codes;     // a stage each, block by block
    private readonly float[] _errors;     // the largest error of rounding up to each stage
    private readonly float _step, _longest;

    /// <summary>Quantizes rows of the space.</summary>
    public QuantizedVectors(TrackSpace space, ReadOnlySpan<float> rows)
    {
        _space = space;
        int count = rows.Length / space.Width, genres = Even(space.Genres), sound = Even(space.Dimensions - space.Genres);
        (_genres, _sound) = Fit(rows);
        _step = (float)Math.Max(Reach * Math.Max(_genres.Largest, _sound.Largest) / Middle, 1e-6);
        _ends = [Math.Min(First, genres), genres, genres + Math.Min(First, sound), genres + sound];
        int blocks = (count + QuantizedBlock.Tracks - 1) / QuantizedBlock.Tracks;
        _codes = [.. Enumerable.Range(0, _ends.Length).Select(stage => new byte[blocks * QuantizedBlock.Tracks * (_ends[stage] - Start(stage))])];
        _errors = new float[_ends.Length];
        Span<float> turned = new float[_ends[^1]];
        Span<byte> codes = new byte[_ends[^1]];
        Span<float> errors = stackalloc float[_ends.Length];
        for (int row = 0; row < count; row++)
        {
            _longest = Math.Max(_longest, Turn(rows.Slice(row * space.Width, space.Width), turned));
            Round(turned, codes, errors);
            for (int stage = 0; stage < _ends.Length; stage++)
                _errors[stage] = Math.Max(_errors[stage], errors[stage]);
            Put(row, codes);
        }
    }

    /// <summary>A query, as these vectors need it.</summary>
    public Query Prepare(ReadOnlySpan<float> row, bool genresOnly)
    {
        Span<float> turned = new float[_ends[^1]];
        Span<byte> codes = new byte[_ends[^1]];
        float[] errors = new float[_ends.Length];
        float length = Turn(row, turned);
        Round(turned, codes, errors);
        for (int stage = 0; stage < _ends.Length; stage++)
            errors[stage] += _errors[stage];
        int stages = genresOnly ? 2 : _ends.Length;
        return new Query(MemoryMarshal.Cast<byte, ushort>(codes).ToArray(), errors[..stages], Rounding * (length + _longest));
    }

    /// <summary>The tracks of a block that may be within the limits of all stages, a bit each.</summary>
    public uint Candidates(int block, Query query, ReadOnlySpan<ushort> limits)
    {
        Span<ushort> sums = stackalloc ushort[QuantizedBlock.Tracks];
        sums.Clear();
        uint left = uint.MaxValue;
        for (int stage = 0; stage < limits.Length && left != 0; stage++)
        {
            int start = Start(stage), width = _ends[stage] - start;
            if (width > 0)
                QuantizedBlock.Add(ref _codes[stage][block * QuantizedBlock.Tracks * width], query.Codes.AsSpan(start / 2, width / 2), sums);
            left = QuantizedBlock.Within(sums, limits[stage]);
        }
        return left;
    }

    /// <summary>The largest sum of squared codes at each stage that a track no farther than <paramref name="distance"/> can have.</summary>
    public void Limits(Query query, float distance, Span<ushort> limits)
    {
        for (int stage = 0; stage < limits.Length; stage++)
        {
            double reach = (distance + query.Errors[stage] + query.Rounding) * (1 + (double)Rounding) / _step;
            limits[stage] = (ushort)Math.Min(ushort.MaxValue, Math.Ceiling(reach * reach));
        }
    }

    private static int Even(int number) => (number + 1) / 2 * 2;

    private int Start(int stage) => stage == 0 ? 0 : _ends[stage - 1];

    private (PrincipalAxes Genres, PrincipalAxes Sound) Fit(ReadOnlySpan<float> rows)
    {
        int count = rows.Length / _space.Width, used = Math.Min(count, Fitted), genres = _space.Genres, sound = _space.Dimensions - genres;
        float[] ofGenres = new float[used * genres], ofSound = new float[used * sound];
        Span<float> scaled = new float[_space.Width];
        for (int i = 0; i < used; i++)
        {
            int row = (int)((long)i * count / used);
            _space.Scale(rows.Slice(row * _space.Width, _space.Width), scaled);
            scaled[..genres].CopyTo(ofGenres.AsSpan(i * genres));
            scaled.Slice(genres, sound).CopyTo(ofSound.AsSpan(i * sound));
        }
        return (new PrincipalAxes(ofGenres, genres), new PrincipalAxes(ofSound, sound));
    }

    /// <summary>Turns a row onto the axes; returns how long its scaled coordinates are.</summary>
    private float Turn(ReadOnlySpan<float> row, Span<float> turned)
    {
        Span<float> scaled = stackalloc float[_space.Width];
        _space.Scale(row, scaled);
        turned.Clear();
        _genres.Turn(scaled[.._space.Genres], turned);
        _sound.Turn(scaled[_space.Genres.._space.Dimensions], turned[_ends[1]..]);
        return System.Numerics.Tensors.TensorPrimitives.Norm((ReadOnlySpan<float>)scaled);
    }

    /// <summary>Codes of coordinates, and the length of the error up to each stage.</summary>
    private void Round(ReadOnlySpan<float> turned, Span<byte> codes, Span<float> errors)
    {
        double squares = 0;
        for (int stage = 0; stage < _ends.Length; stage++)
        {
            for (int i = Start(stage); i < _ends[stage]; i++)
            {
                float boxed = Math.Clamp(turned[i] / _step, -Middle, Top - Middle);
                float code = MathF.Round(boxed);
                codes[i] = (byte)(code + Middle);
                squares += (boxed - code) * (double)(boxed - code);
            }
            errors[stage] = (float)(Math.Sqrt(squares) * _step);
        }
    }

    private void Put(int row, ReadOnlySpan<byte> codes)
    {
        int block = row / QuantizedBlock.Tracks, track = row % QuantizedBlock.Tracks;
        for (int stage = 0; stage < _ends.Length; stage++)
        {
            int start = Start(stage), width = _ends[stage] - start;
            for (int i = 0; i < width; i++)
                _codes[stage][(block * QuantizedBlock.Tracks * width) + (i / 2 * QuantizedBlock.PairBytes) + (2 * track) + (i % 2)] = codes[start + i];
        }
    }

    /// <summary>What is looked for: pairs of codes, the errors to be allowed for at each stage, and what rounding in float32 may add.</summary>
    internal sealed record Query(ushort[] Codes, float[] Errors, float Rounding);
}
