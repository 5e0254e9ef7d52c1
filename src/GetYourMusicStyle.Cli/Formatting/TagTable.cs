using System.Globalization;
using GetYourMusicStyle.Cli.Input;
using GetYourMusicStyle.Cli.Output;
using GetYourMusicStyle.Cli.Tagging;
using Spectre.Console;

namespace GetYourMusicStyle.Cli.Formatting;

/// <summary>
/// The table of <c>tag</c> on standard output: file, genres before, genres after; a row for each file that changes, and for each of which the
/// model is not sure. A count of the rest follows.
/// </summary>
internal sealed class TagTable
{
    private const int LongestGenres = 200;
    private readonly ConsoleTable _rows = new();
    private readonly int _fileWidth, _genreWidth;
    private readonly int[] _counts = new int[Enum.GetValues<TagOutcome>().Length];
    private bool _begun;

    public TagTable(IReadOnlyList<InputFile> files)
    {
        int longest = files.Select(file => ConsoleTable.CellWidth(TerminalText.Safe(file.Path))).Append(4).Max();
        _genreWidth = Math.Clamp(_rows.ScreenWidth / 3, 16, 40);
        _fileWidth = Math.Min(longest, Math.Max(12, _rows.ScreenWidth - 2 * _genreWidth - 6));
    }

    /// <summary>How many files had each outcome.</summary>
    public int Count(TagOutcome outcome) => _counts[(int)outcome];

    /// <summary>Writes the row of a file, if it deserves one; the first brings the header.</summary>
    public void Write(TagResult report)
    {
        _counts[(int)report.Outcome]++;
        if (report.Outcome is not (TagOutcome.Changed or TagOutcome.Uncertain))
            return;
        if (!_begun)
            Row("file", "genre before", "genre after", "bold");
        _begun = true;
        if (report.Outcome == TagOutcome.Changed)
            Row(report.File.Path, Text(report.Old), Text(report.New), "default");
        else
            Row(report.File.Path, Text(report.Old), string.Create(CultureInfo.InvariantCulture, $"left: not sure ({report.Prediction!.Genres[0]}, {report.Prediction.Confidence * 100:0}%)"), "grey");
    }

    private void Row(string file, string before, string after, string style)
    {
        string[] cells = [ConsoleTable.Ellipsize(TerminalText.Safe(file), _fileWidth), TerminalText.Safe(before), TerminalText.Safe(after)];
        int[] widths = [_fileWidth, .. cells.Skip(1).Select(text => _rows.IsRedirected ? Math.Max(_genreWidth, ConsoleTable.CellWidth(text)) : _genreWidth)];
        _rows.Write([.. cells.Select(text => $"[{style}]{Markup.Escape(text)}[/]")], widths);
    }

    private static string Text(IReadOnlyList<string> genres)
    {
        string text = genres.Count == 0 ? "(none)" : string.Join("; ", genres);
        return text.Length <= LongestGenres ? text : text[..LongestGenres] + "…";
    }
}
