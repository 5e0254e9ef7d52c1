namespace GetYourMusicStyle.Analysis.Formats;

/// <summary>
/// Where the windows of a track lie in an object that has as many bytes for each: one after another, without the silent ones. In objects of earlier
/// versions silent ones have their bytes too; the length of the object tells which it is.
/// </summary>
public sealed class WindowRows
{
    private readonly int[]? _rows;      // null: every window has a row

    private WindowRows(int[]? rows) => _rows = rows;

    /// <summary>Those of an object; null if its length is neither.</summary>
    /// <param name="table">The windows of the track.</param>
    /// <param name="rowBytes">Bytes of a window.</param>
    /// <param name="length">Bytes of the object.</param>
    public static WindowRows? Of(WindowTable table, int rowBytes, long length)
    {
        if (length == (long)table.Windows.Count * rowBytes)
            return new(null);
        if (length != (long)table.Sounding * rowBytes)
            return null;
        int next = 0;
        return new([.. table.Windows.Select(window => window.Silent ? -1 : next++)]);
    }

    /// <summary>The row of a window, from 0; null where a silent window has none.</summary>
    public int? Of(int window) => _rows is null ? window : _rows[window] is >= 0 and var row ? row : null;
}
