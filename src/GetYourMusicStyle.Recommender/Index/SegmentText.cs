using System.Text;

namespace GetYourMusicStyle.Recommender.Index;

/// <summary>Title, artist, album and path of the tracks of a segment as UTF-8, one after the other: about half of what strings take.</summary>
internal sealed class SegmentText
{
    private const int Fields = 4;

    private byte[] _bytes;
    private readonly int[] _ends;

    public SegmentText(int capacity)
    {
        _ends = new int[capacity * Fields];
        _bytes = [];
    }

    private SegmentText(int[] ends, byte[] bytes) => (_ends, _bytes) = (ends, bytes);

    /// <summary>The same, with room for more tracks.</summary>
    public SegmentText Grown(int capacity)
    {
        int[] ends = new int[capacity * Fields];
        _ends.CopyTo(ends, 0);
        return new SegmentText(ends, _bytes);
    }

    /// <summary>Sets the text of the next track; one that has no text has an empty end marked by its complement.</summary>
    public void Add(int row, string? title, string? artist, string? album, string path)
    {
        int end = row == 0 ? 0 : End((row * Fields) - 1), field = row * Fields;
        foreach (string? text in (ReadOnlySpan<string?>)[title, artist, album, path])
        {
            int length = text is null ? 0 : Encoding.UTF8.GetByteCount(text);
            if (end + (long)length > _bytes.Length)
                Array.Resize(ref _bytes, checked((int)Math.Max(end + (long)length, _bytes.Length * 3L / 2)));
            if (text is not null)
                Encoding.UTF8.GetBytes(text, _bytes.AsSpan(end));
            end += length;
            _ends[field++] = text is null ? ~end : end;
        }
    }

    /// <summary>The text of a track.</summary>
    public (string? Title, string? Artist, string? Album, string Path) Read(int row) =>
        (Field(row, 0), Field(row, 1), Field(row, 2), Field(row, 3)!);

    /// <summary>Gives back the room that is left.</summary>
    public void Trim(int rows) => Array.Resize(ref _bytes, rows == 0 ? 0 : End((rows * Fields) - 1));

    private int End(int field) => _ends[field] < 0 ? ~_ends[field] : _ends[field];

    private string? Field(int row, int number)
    {
        int field = (row * Fields) + number;
        if (_ends[field] < 0)
            return null;
        int start = field == 0 ? 0 : End(field - 1);
        return Encoding.UTF8.GetString(Volatile.Read(ref _bytes), start, _ends[field] - start);
    }
}
