using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GetYourMusicStyle.Recommender.Index;

/// <summary>
/// The space that tracks lie in. A row has the square roots of a track's genre probabilities, its embedding, and 1 where that is not known, else 0; then
/// zeros up to a whole vector. The distance of two rows is the Euclidean one after each dimension is multiplied by its scale. An unknown embedding is
/// the average one, set apart by its last dimension so far that it is on average as far from a known one as two unrelated tracks are from each
/// other. Where the model has no embedding, there are the genres alone.
/// </summary>
internal sealed class TrackSpace
{
    /// <summary>Mean square of the distance of an embedding from the average one: half of that of two unrelated tracks, which is 1.</summary>
    private const double FromAverage = 0.5;

    private readonly float[] _scale;

    public TrackSpace(int genres, int embeddingWidth, RecommenderOptions options)
    {
        (Genres, EmbeddingWidth) = (genres, embeddingWidth);
        Dimensions = genres + (embeddingWidth > 0 ? embeddingWidth + 1 : 0);
        Width = (Dimensions + Vector256<float>.Count - 1) / Vector256<float>.Count * Vector256<float>.Count;
        _scale = new float[Width];
        _scale.AsSpan(0, genres).Fill((float)Math.Sqrt(options.GenreWeight / 2));
        _scale.AsSpan(genres, embeddingWidth).Fill((float)Math.Sqrt(options.SoundWeight));
        if (embeddingWidth > 0)
            _scale[Dimensions - 1] = (float)Math.Sqrt(options.SoundWeight * FromAverage);
    }

    public int Genres { get; }

    /// <summary>Numbers of an embedding; 0 where there is none.</summary>
    public int EmbeddingWidth { get; }

    /// <summary>Numbers of a row that mean something.</summary>
    public int Dimensions { get; }

    /// <summary>Numbers of a row.</summary>
    public int Width { get; }

    /// <summary>Fills the row of a track.</summary>
    public void Fill(ReadOnlySpan<float> probabilities, float[]? embedding, Span<float> row)
    {
        row.Clear();
        for (int g = 0; g < Genres; g++)
            row[g] = MathF.Sqrt(probabilities[g]);
        if (embedding is not null)
            embedding.CopyTo(row[Genres..]);
        else if (EmbeddingWidth > 0)
            row[Dimensions - 1] = 1;
    }

    /// <summary>The probabilities of a row: the square of a root has that root again, so a track found lies where it lay.</summary>
    public float[] Probabilities(ReadOnlySpan<float> row)
    {
        float[] probabilities = new float[Genres];
        for (int g = 0; g < Genres; g++)
            probabilities[g] = row[g] * row[g];
        return probabilities;
    }

    /// <summary>The embedding of a row, or null if it is not known.</summary>
    public float[]? Embedding(ReadOnlySpan<float> row) => EmbeddingWidth > 0 && row[Dimensions - 1] == 0 ? row.Slice(Genres, EmbeddingWidth).ToArray() : null;

    /// <summary>The scaled coordinates of a row, whose plain Euclidean distances are the distances.</summary>
    public void Scale(ReadOnlySpan<float> row, Span<float> scaled)
    {
        for (int i = 0; i < Width; i++)
            scaled[i] = row[i] * _scale[i];
    }

    /// <summary>The square of the distance of two rows; with <paramref name="genresOnly"/>, of what their genres tell.</summary>
    public float Squared(ReadOnlySpan<float> one, ReadOnlySpan<float> other, bool genresOnly = false)
    {
        if (genresOnly)
            return SquaredGenres(one, other);
        ref float a = ref MemoryMarshal.GetReference(one[..Width]), b = ref MemoryMarshal.GetReference(other[..Width]);
        ref float scale = ref MemoryMarshal.GetArrayDataReference(_scale);
        var sum = Vector256<float>.Zero;
        for (nuint i = 0; i < (nuint)Width; i += (nuint)Vector256<float>.Count)
        {
            var difference = (Vector256.LoadUnsafe(ref a, i) - Vector256.LoadUnsafe(ref b, i)) * Vector256.LoadUnsafe(ref scale, i);
            sum += difference * difference;
        }
        return Vector256.Sum(sum);
    }

    private float SquaredGenres(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        float sum = 0;
        for (int g = 0; g < Genres; g++)
            sum += (one[g] - other[g]) * (one[g] - other[g]);
        return sum * _scale[0] * _scale[0];
    }
}
