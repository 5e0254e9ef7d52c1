using System.Runtime.InteropServices;
using System.Text;
using GetYourMusicStyle.Cli.Output;

namespace GetYourMusicStyle.Cli.Training;

/// <summary>
/// An array in NumPy's format 1.0, little-endian and row-major, written row after row; the number of rows is filled in at the end.
/// </summary>
internal sealed class NpyFile<T> : IDisposable
    where T : unmanaged
{
    private const int HeaderLength = 128;
    private readonly AtomicFile _file;
    private readonly int[] _rowShape;
    private long _rows;

    /// <param name="path">The file to write.</param>
    /// <param name="rowShape">The shape of one row.</param>
    public NpyFile(string path, params int[] rowShape)
    {
        (_file, _rowShape) = (new AtomicFile(path), rowShape);
        _file.Stream.Write(new byte[HeaderLength]);
    }

    /// <summary>Appends one row, or several.</summary>
    public void Write(ReadOnlySpan<T> values)
    {
        _file.Stream.Write(MemoryMarshal.AsBytes(values));
        _rows += values.Length / _rowShape.Aggregate(1, (length, side) => length * side);
    }

    public void Commit()
    {
        string type = typeof(T) == typeof(Half) ? "<f2" : "<f4";
        string shape = string.Concat(_rowShape.Select(side => $"{side}, ")).TrimEnd(' ', ',');
        string header = $"{{'descr': '{type}', 'fortran_order': False, 'shape': ({_rows}, {shape}), }}";
        _file.Stream.Position = 0;
        _file.Stream.Write([0x93, .. "NUMPY"u8, 1, 0, HeaderLength - 10, 0]);
        _file.Stream.Write(Encoding.ASCII.GetBytes(header.PadRight(HeaderLength - 11) + "\n"));
        _file.Commit();
    }

    public void Dispose() => _file.Dispose();
}
