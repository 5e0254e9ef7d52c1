using System.Diagnostics;
using System.Globalization;

namespace GetYourMusicStyle.Soak.Records;

/// <summary>What happened, with the time since the start; on standard output, and kept for the report.</summary>
internal sealed class SoakLog(TextWriter file)
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly Lock _lock = new();

    /// <summary>Since the start.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_start);

    /// <summary>Writes a line.</summary>
    public void Write(string line)
    {
        lock (_lock)
        {
            string text = $"{Elapsed.ToString(@"mm\:ss", CultureInfo.InvariantCulture)} {line}";
            Console.WriteLine(text);
            file.WriteLine(text);
            file.Flush();
        }
    }
}
