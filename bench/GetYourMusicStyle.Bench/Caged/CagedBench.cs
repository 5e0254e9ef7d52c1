using System.Diagnostics;
using GetYourMusicStyle.Bench.Material;
using Spectre.Console;

namespace GetYourMusicStyle.Bench.Caged;

/// <summary>
/// What the cage of decoders costs: <c>gyms classify</c> and <c>gyms features</c> on the same files with and without <c>--caged</c>, in turn, start-up of the
/// decoders included. Processor time of a command and of all that it starts is what counts; wall time is told beside it.
/// </summary>
internal static class CagedBench
{
    private const int Seconds = 180, Rounds = 3;
    private static readonly string[] Endings = ["mp3", "flac", "ogg", "m4a"];

    public static int Run(int files)
    {
        string folder = Directory.CreateTempSubdirectory("gyms-bench-").FullName;
        try
        {
            Make(folder, files);
            var table = new Table().AddColumns("command", "in process, CPU s", "caged, CPU s", "more", "wall", "wall caged");
            foreach (string command in (string[])["classify", "features"])
            {
                Measure(command, folder, caged: false);     // warms the disk's cache
                var plain = new List<(double Cpu, double Wall)>();
                var caged = new List<(double Cpu, double Wall)>();
                for (int round = 0; round < Rounds; round++)
                {
                    plain.Add(Measure(command, folder, caged: false));
                    caged.Add(Measure(command, folder, caged: true));
                }
                double before = Median(plain.Select(run => run.Cpu)), after = Median(caged.Select(run => run.Cpu));
                table.AddRow(command, $"{before:0.00}", $"{after:0.00}", $"{(after / before) - 1:P1}", $"{Median(plain.Select(run => run.Wall)):0.00}", $"{Median(caged.Select(run => run.Wall)):0.00}");
            }
            AnsiConsole.MarkupLineInterpolated($"{files} files of {Seconds} s ({string.Join(", ", Endings)}), medians of {Rounds} runs in turn");
            AnsiConsole.Write(table);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Make(string folder, int files)
    {
        foreach (string ending in Endings)
            Execute("ffmpeg", "-v", "error", "-stream_loop", "-1", "-i", Clip.Path, "-t", $"{Seconds}", "-ar", "44100", "-ac", "2", Path.Combine(folder, $"0.{ending}"));
        for (int i = Endings.Length; i < files; i++)
            File.Copy(Path.Combine(folder, $"0.{Endings[i % Endings.Length]}"), Path.Combine(folder, $"{i}.{Endings[i % Endings.Length]}"));
    }

    private static (double Cpu, double Wall) Measure(string command, string folder, bool caged)
    {
        string cli = Path.Combine(Clip.Home, "artifacts", "bin", "GetYourMusicStyle.Cli", "release", "gyms.dll");
        double before = ChildrenSeconds();
        long start = Stopwatch.GetTimestamp();
        Execute("dotnet", [cli, command, folder, .. caged ? ["--caged"] : Array.Empty<string>()]);
        return (ChildrenSeconds() - before, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    // User and system time of all children that have ended, and of theirs: fields 16 and 17 of the kernel's line on a process, a hundredth of a second each.
    private static double ChildrenSeconds()
    {
        string line = File.ReadAllText("/proc/self/stat");
        string[] fields = line[(line.LastIndexOf(')') + 2)..].Split(' ');
        return (double.Parse(fields[13], null) + double.Parse(fields[14], null)) / 100;
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);

    private static void Execute(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} failed with exit code {process.ExitCode}.");
    }
}
