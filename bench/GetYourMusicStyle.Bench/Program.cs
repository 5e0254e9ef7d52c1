using BenchmarkDotNet.Running;
using GetYourMusicStyle.Bench;

// ./gyms bench            side by side with librosa on one core, stage by stage, and a file from end to end
// ./gyms bench --micro    BenchmarkDotNet on the kernels; further options are BenchmarkDotNet's
string[] options = [.. args];
if (options is ["--micro", ..])
{
    BenchmarkSwitcher.FromAssembly(typeof(WindowBenchmarks).Assembly).Run(options[1..]);
    return 0;
}

if (options.Length > 0)
{
    Console.WriteLine("""
        usage: gyms bench [--micro [BenchmarkDotNet options]]

        Without options: the 25 features of a 30 s clip and the log spectrogram PNG of a 6 s window, side by side with librosa (or, where
        it is not installed, with numpy and scipy doing what librosa does), and an mp3 from file to timeline; all pinned to one core.

        examples:
          gyms bench
          gyms bench --micro --filter '*Analyze*'
        """);
    return options is ["--help" or "-h"] ? 0 : 2;
}

return SideBySide.Run();
