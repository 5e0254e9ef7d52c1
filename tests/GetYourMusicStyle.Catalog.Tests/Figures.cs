using Xunit.Abstractions;

namespace GetYourMusicStyle.Catalog.Tests;

/// <summary>What tests measure by the way: in their output and, line by line, in <c>figures.md</c> beside the test assembly.</summary>
internal static class Figures
{
    private static readonly string _file = Path.Combine(AppContext.BaseDirectory, "figures.md");
    private static readonly Lock _lock = new();

    public static void Note(ITestOutputHelper output, string line)
    {
        output.WriteLine(line);
        lock (_lock)
            File.AppendAllText(_file, $"- {DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC, {Environment.ProcessorCount} cores: {line}\n");
    }
}
