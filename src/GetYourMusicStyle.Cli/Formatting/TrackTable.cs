using System.Globalization;
using GetYourMusicStyle.Cli.Input;
using GetYourMusicStyle.Cli.Output;
using GetYourMusicStyle.Plotting;
using GetYourMusicStyle.Scoring.Tracks;
using Spectre.Console;

namespace GetYourMusicStyle.Cli.Formatting;

/// <summary>
/// The table of <c>classify</c> on standard output: file, genre, confidence, the next two genres, a sparkline. Each row is written as soon
/// as it is known, so the widths of the columns follow from the file names and the genres alone.
/// </summary>
internal sealed class TrackTable
{
    private const int ConfidenceWidth = 4;
    private const string Silent = "(silent)";
    private const string NotSure = "not sure: ";
    private const string NotMusic = "not music? ";
    private readonly ConsoleTable _rows = new();
    private readonly IReadOnlyList<string> _genres;
    private readonly int _fileWidth, _genreWidth, _nextWidth, _sparkWidth;
    private bool _begun;

    public TrackTable(IReadOnlyList<InputFile> files, IReadOnlyList<string> genres)
    {
        _genres = [.. genres.Select(TerminalText.Safe)];
        int screen = _rows.ScreenWidth;
        bool wide = screen >= 120;
        int genre = Math.Clamp(_genres.Max(ConsoleTable.CellWidth) + 2, Silent.Length, 26);
        _genreWidth = genre + NotMusic.Length;
        _nextWidth = (wide ? 2 : 1) * (genre + 4);
        _sparkWidth = wide ? 30 : 12;
        int longest = files.Select(file => ConsoleTable.CellWidth(TerminalText.Safe(file.Path))).Append(4).Max();
        _fileWidth = Math.Min(longest, Math.Max(12, screen - _genreWidth - ConfidenceWidth - _nextWidth - _sparkWidth - 8));
    }

    /// <summary>Writes the row of a track that was scored; the first brings the header.</summary>
    public void Write(InputFile file, TrackVerdict verdict)
    {
        if (!_begun)
            Row("[bold]file[/]", "[bold]genre[/]", "[bold]conf[/]", "[bold]next[/]", "[bold]timeline[/]");
        _begun = true;
        string path = Markup.Escape(ConsoleTable.Ellipsize(TerminalText.Safe(file.Path), _fileWidth));
        if (verdict.Calibrated is not { } calibrated)
        {
            Row(path, $"[grey]{Silent}[/]", "", "", Spark(verdict, 0));
            return;
        }
        int[] order = [.. Enumerable.Range(0, calibrated.Count).OrderByDescending(g => calibrated[g])];
        string doubt = !verdict.Uncertain ? "" : verdict.Music < 0.5 ? NotMusic : NotSure;
        string genre = doubt + Colored(order[0], Markup.Escape(_genres[order[0]]));
        string next = string.Join(", ", order.Skip(1).Take(2).Select(g => $"{Markup.Escape(_genres[g])}\u00a0{Percent(calibrated[g] * verdict.Music)}"));
        Row(path, genre, Percent(verdict.Confidence), next, Spark(verdict, order[0]));
    }

    private void Row(params string[] cells) =>
        _rows.Write(cells, [_fileWidth, _genreWidth, ConfidenceWidth, _nextWidth, _sparkWidth], rightAligned: 2);

    private string Spark(TrackVerdict verdict, int genre) => string.Concat(
        Sparkline.Of(verdict.Windows, genre, _sparkWidth).Select(step => Colored(step.Genre, step.Bar.ToString())));

    private static string Colored(int genre, string markup)
    {
        if (genre < 0)
            return $"[grey]{markup}[/]";
        var (r, g, b) = GenreColors.Of(genre);
        return $"[rgb({r},{g},{b})]{markup}[/]";
    }

    private static string Percent(double p) => string.Create(CultureInfo.InvariantCulture, $"{p * 100:0}%");
}
