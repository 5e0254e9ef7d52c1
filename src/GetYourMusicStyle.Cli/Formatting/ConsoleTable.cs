using Spectre.Console;
using Spectre.Console.Rendering;

namespace GetYourMusicStyle.Cli.Formatting;

/// <summary>Rows of a table on standard output, written one by one as they come.</summary>
internal sealed class ConsoleTable
{
    private readonly IAnsiConsole _console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Out) });

    public ConsoleTable()
    {
        if (IsRedirected)
            _console.Profile.Width = int.MaxValue / 4;      // never cut a name that a program reads
        ScreenWidth = Math.Max(_console.Profile.Width, 60);
    }

    /// <summary>Whether a row may be as long as it likes, since no screen shows it.</summary>
    public bool IsRedirected { get; } = Console.IsOutputRedirected;

    /// <summary>Cells across.</summary>
    public int ScreenWidth { get; }

    /// <summary>Writes a row of markup.</summary>
    /// <param name="widths">Of the columns, in cells.</param>
    /// <param name="rightAligned">The column that is, if any.</param>
    public void Write(IReadOnlyList<string> cells, IReadOnlyList<int> widths, int rightAligned = -1)
    {
        var table = new Table { Border = TableBorder.None, ShowHeaders = false };
        for (int i = 0; i < cells.Count; i++)
            table.AddColumn(new TableColumn("") { Width = widths[i], Padding = new Padding(0, 0, 2, 0), Alignment = i == rightAligned ? Justify.Right : Justify.Left });
        table.AddRow([.. cells]);
        _console.Write(table);
    }

    /// <summary>The end of a path, which tells more than its beginning.</summary>
    public static string Ellipsize(string path, int width)
    {
        if (CellWidth(path) <= width)
            return path;
        int start = path.Length - width + 1;
        while (CellWidth(path[start..]) >= width)
            start++;
        return $"…{path[start..]}";
    }

    /// <summary>How wide a text is.</summary>
    public static int CellWidth(string text) => new Segment(text).CellCount();
}
