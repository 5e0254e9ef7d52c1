using System.Globalization;

namespace GetYourMusicStyle.Cli.Output;

/// <summary>
/// How far a run is, on standard error: a bar with rate and time left, redrawn in place on a terminal; elsewhere a line now and then
/// in long runs.
/// </summary>
internal sealed class ProgressBar : IDisposable
{
    private static readonly TimeSpan Redraw = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan PlainLine = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly bool _terminal = !Console.IsErrorRedirected;
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly ITimer _timer;
    private readonly int _files;
    private readonly long _bytes;
    private readonly string _unit;
    private int _done, _failed;
    private long _bytesDone;
    private double _seconds;
    private bool _drawn;

    /// <param name="files">Files in all.</param>
    /// <param name="bytes">Their length together: the time left is judged by it.</param>
    /// <param name="unit">What the files are called.</param>
    /// <param name="time">The clock; by default the system's.</param>
    public ProgressBar(int files, long bytes, string unit = "files", TimeProvider? time = null)
    {
        (_files, _bytes, _unit, _time) = (files, Math.Max(bytes, 1), unit, time ?? TimeProvider.System);
        _start = _time.GetTimestamp();
        var period = _terminal ? Redraw : PlainLine;
        _timer = _time.CreateTimer(_ => Draw(), null, period, period);
    }

    /// <summary>Notes that one more file is done.</summary>
    /// <param name="bytes">Its length.</param>
    /// <param name="seconds">Seconds of audio in it.</param>
    /// <param name="failed">Whether it failed.</param>
    public void Add(long bytes, double seconds, bool failed)
    {
        lock (_lock)
        {
            _done++;
            _failed += failed ? 1 : 0;
            _bytesDone += bytes;
            _seconds += seconds;
        }
    }

    /// <summary>Writes something else to the terminal without mixing it with the bar.</summary>
    public void Around(Action write)
    {
        lock (_lock)
        {
            Clear();
            write();
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        lock (_lock)
        {
            Clear();
            if (_terminal || Elapsed > PlainLine)
                Console.Error.WriteLine($"{_done} {_unit} in {Time(Elapsed)}{Rate()}{(_failed > 0 ? $", {_failed} failed" : "")}");
        }
    }

    private TimeSpan Elapsed => _time.GetElapsedTime(_start);

    private void Draw()
    {
        lock (_lock)
        {
            double part = Math.Min(1, (double)_bytesDone / _bytes);
            string left = _bytesDone > 0 && Elapsed.TotalSeconds > 1 ? $", {Time(Elapsed * ((1 - part) / part))} left" : "";
            string text = $"{_done} of {_files} {_unit}{Rate()}{left}";
            if (!_terminal)
            {
                Console.Error.WriteLine(text);
                return;
            }
            const int width = 24;
            int filled = (int)(part * width);
            string line = $"{new string('━', filled)}{new string('─', width - filled)} {text}";
            Console.Error.Write($"\r\u001b[K{line[..Math.Min(line.Length, Math.Max(20, Width() - 1))]}");
            _drawn = true;
        }
    }

    private void Clear()
    {
        if (_drawn)
            Console.Error.Write("\r\u001b[K");
        _drawn = false;
    }

    private string Rate()
    {
        if (_done == 0)
            return "";
        double elapsed = Math.Max(Elapsed.TotalSeconds, 1e-3);
        string speed = _seconds > 0 ? string.Create(CultureInfo.InvariantCulture, $", {_seconds / elapsed:0}x real time") : "";
        return string.Create(CultureInfo.InvariantCulture, $", {_done / elapsed:0.0} {_unit}/s{speed}");
    }

    private static string Time(TimeSpan time) => time.TotalHours >= 1 ? $"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}" : $"{time.Minutes}:{time.Seconds:00}";

    private static int Width()
    {
        try
        {
            return Console.WindowWidth;
        }
        catch (IOException)
        {
            return 80;
        }
    }
}
