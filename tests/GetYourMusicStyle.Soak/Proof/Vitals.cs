using System.Globalization;
using GetYourMusicStyle.EndToEnd.Tests.Checkout;
using GetYourMusicStyle.EndToEnd.Tests.Deployments;

namespace GetYourMusicStyle.Soak.Proof;

/// <summary>Memory, open files and threads of processes, sampled over the run.</summary>
internal sealed class Vitals(IReadOnlyList<RoleProcess> processes)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private readonly Dictionary<string, List<Sample>> _samples = processes.ToDictionary(process => process.Name, _ => new List<Sample>());

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            foreach (var process in processes)
            {
                if (Read(process) is { } sample)
                    _samples[process.Name].Add(sample);
            }
            await Task.Delay(Interval, stop).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    /// <summary>A line a process: the median of the second quarter of the run, and of the last.</summary>
    public IEnumerable<string> Lines()
    {
        yield return "| process | memory MB, second quarter | last quarter | most | open files | | threads | | starts |";
        yield return "|---|---|---|---|---|---|---|---|---|";
        foreach (var process in processes)
        {
            var samples = _samples[process.Name];
            int quarter = samples.Count / 4;
            if (quarter == 0)
                continue;
            var (early, late) = (samples.GetRange(quarter, quarter), samples.GetRange(samples.Count - quarter, quarter));
            yield return string.Create(CultureInfo.InvariantCulture,
                $"| {process.Name} | {Median(early, s => s.Megabytes)} | {Median(late, s => s.Megabytes)} | {samples.Max(s => s.Megabytes)} | {Median(early, s => s.Files)} | {Median(late, s => s.Files)} | {Median(early, s => s.Threads)} | {Median(late, s => s.Threads)} | {process.Starts} |");
        }
    }

    private static int Median(List<Sample> samples, Func<Sample, int> value) => samples.Select(value).Order().ElementAt(samples.Count / 2);

    private static Sample? Read(RoleProcess process)
    {
        try
        {
            string id = File.ReadAllText(Path.Combine(Repository.RunFolder, process.Name + ".pid")).Split(' ')[0];
            var status = File.ReadLines($"/proc/{id}/status").Select(line => line.Split(':', 2)).ToDictionary(pair => pair[0], pair => pair[1].Trim());
            return new(
                int.Parse(status["VmRSS"].Split(' ')[0], CultureInfo.InvariantCulture) / 1024, Directory.GetFiles($"/proc/{id}/fd").Length,
                int.Parse(status["Threads"], CultureInfo.InvariantCulture));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or KeyNotFoundException)
        {
            return null;        // it is dead at the moment
        }
    }

    private sealed record Sample(int Megabytes, int Files, int Threads);
}
