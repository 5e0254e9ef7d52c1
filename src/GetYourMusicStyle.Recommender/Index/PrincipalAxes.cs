namespace GetYourMusicStyle.Recommender.Index;

/// <summary>
/// The principal axes of some points: turned onto them, the first few coordinates hold most of every distance. A turn keeps distances, so how well
/// the axes fit is a question of speed alone.
/// </summary>
internal sealed class PrincipalAxes
{
    /// <summary>Points with more dimensions stay as they are: the axes would take longer to find than they save.</summary>
    private const int MostTurned = 128;

    private const int MostSweeps = 30;

    private readonly float[] _centre, _axes;
    private readonly int _size;

    /// <summary>Finds the axes of points, a row each.</summary>
    public PrincipalAxes(ReadOnlySpan<float> points, int size)
    {
        _size = size;
        _centre = new float[size];
        _axes = new float[size * size];
        double[,] covariance = Covariance(points);
        double[,] turned = new double[size, size];
        for (int i = 0; i < size; i++)
            turned[i, i] = 1;
        if (size <= MostTurned)
            Diagonalise(covariance, turned);
        int[] order = [.. Enumerable.Range(0, size).OrderByDescending(i => covariance[i, i])];
        Largest = size == 0 ? 0 : Math.Sqrt(Math.Max(0, covariance[order[0], order[0]]));
        for (int axis = 0; axis < size; axis++)
        {
            for (int i = 0; i < size; i++)
                _axes[(axis * size) + i] = (float)turned[i, order[axis]];
        }
    }

    /// <summary>Standard deviation along the first axis.</summary>
    public double Largest { get; }

    /// <summary>The coordinates of a point along the axes, from the centre of the points.</summary>
    public void Turn(ReadOnlySpan<float> point, Span<float> turned)
    {
        Span<float> centred = stackalloc float[_size];
        System.Numerics.Tensors.TensorPrimitives.Subtract(point, _centre, centred);
        for (int axis = 0; axis < _size; axis++)
            turned[axis] = System.Numerics.Tensors.TensorPrimitives.Dot(centred, _axes.AsSpan(axis * _size, _size));
    }

    private double[,] Covariance(ReadOnlySpan<float> points)
    {
        int count = points.Length / Math.Max(1, _size);
        for (int i = 0; i < _size; i++)
        {
            double sum = 0;
            for (int row = 0; row < count; row++)
                sum += points[(row * _size) + i];
            _centre[i] = (float)(sum / count);
        }
        double[,] covariance = new double[_size, _size];
        for (int row = 0; row < count; row++)
        {
            var point = points.Slice(row * _size, _size);
            for (int i = 0; i < _size; i++)
            {
                for (int j = 0; j <= i; j++)
                    covariance[i, j] += (point[i] - _centre[i]) * (point[j] - _centre[j]) / count;
            }
        }
        for (int i = 0; i < _size; i++)
        {
            for (int j = 0; j < i; j++)
                covariance[j, i] = covariance[i, j];
        }
        return covariance;
    }

    /// <summary>Jacobi's rotations until what is off the diagonal has gone; their product is gathered in <paramref name="turned"/>.</summary>
    private void Diagonalise(double[,] matrix, double[,] turned)
    {
        for (int sweep = 0; sweep < MostSweeps; sweep++)
        {
            double off = 0, on = 0;
            for (int i = 0; i < _size; i++)
            {
                on += matrix[i, i] * matrix[i, i];
                for (int j = 0; j < i; j++)
                    off += matrix[i, j] * matrix[i, j];
            }
            if (off <= 1e-18 * on)
                return;
            for (int p = 0; p < _size; p++)
            {
                for (int q = p + 1; q < _size; q++)
                    Rotate(matrix, turned, p, q);
            }
        }
    }

    private void Rotate(double[,] matrix, double[,] turned, int p, int q)
    {
        if (matrix[p, q] == 0)
            return;
        double theta = (matrix[q, q] - matrix[p, p]) / (2 * matrix[p, q]);
        double tangent = (theta < 0 ? -1 : 1) / (Math.Abs(theta) + Math.Sqrt((theta * theta) + 1));
        double cosine = 1 / Math.Sqrt((tangent * tangent) + 1), sine = tangent * cosine;
        for (int k = 0; k < _size; k++)
            (matrix[k, p], matrix[k, q]) = ((cosine * matrix[k, p]) - (sine * matrix[k, q]), (sine * matrix[k, p]) + (cosine * matrix[k, q]));
        for (int k = 0; k < _size; k++)
            (matrix[p, k], matrix[q, k]) = ((cosine * matrix[p, k]) - (sine * matrix[q, k]), (sine * matrix[p, k]) + (cosine * matrix[q, k]));
        for (int k = 0; k < _size; k++)
            (turned[k, p], turned[k, q]) = ((cosine * turned[k, p]) - (sine * turned[k, q]), (sine * turned[k, p]) + (cosine * turned[k, q]));
    }
}
