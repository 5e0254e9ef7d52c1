using System.Diagnostics;
using GetYourMusicStyle.Bench.Material;
using Spectre.Console;

namespace GetYourMusicStyle.Bench.SideBySide;

/// <summary>mp3 in, scored timeline out: <c>gyms classify --jobs 1</c> as a process of its own on one core, with one file and with nine.</summary>
internal static class EndToEnd
{
    private const int Seconds = 180, Files = 9;

    public static int Run()
    {
        string folder = Directory.CreateTempSubdirectory("gyms-bench-").FullName;
        try
        {
            string first = Path.Combine(folder, "0.mp3");
            Execute("ffmpeg", "-v", "error", "-stream_loop", "-1", "-i", Clip.Path, "-t", $"{Seconds}", "-ar", "44100", "-ac", "2", "-b:a", "192k", first);
            double one = Classify(first);
            for (int i = 1; i < Files; i++)
                File.Copy(first, Path.Combine(folder, $"{i}.mp3"));
            double all = Classify(folder);
            double each = (all - one) / (Files - 1);
            AnsiConsole.MarkupLineInterpolated(
                $"mp3 (44.1 kHz stereo, {Seconds} s) to timeline: {each * 1e3:0} ms a file = {Seconds / each:0} times real time; a single file with start-up {one:0.00} s");
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double Classify(string path)
    {
        string cli = Path.Combine(Clip.Home, "artifacts", "bin", "GetYourMusicStyle.Cli", "release", "gyms.dll");
        long start = Stopwatch.GetTimestamp();
        Execute("dotnet", cli, "classify", path, "--jobs", "1");
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static void Execute(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} failed with exit code {process.ExitCode}.");
    }
}
