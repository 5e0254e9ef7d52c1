using System.Diagnostics;

namespace GetYourMusicStyle.Bench.Import;

/// <summary>Processor time by program: our processes and the servers that this process started.</summary>
internal static class ProcessorTime
{
    private static readonly (string Name, string[] Programs)[] Groups =
    [
        ("PostgreSQL", ["postgres"]),
        ("RabbitMQ", ["beam.smp", "erl_child_setup", "epmd"]),
        ("S3 server", ["radosgw", "ceph-osd", "ceph-mon", "minio"]),
    ];

    /// <summary>Seconds used so far by each of our processes and by each server.</summary>
    public static Dictionary<string, double> Read(IEnumerable<ServedProcess> processes)
    {
        var seconds = processes.ToDictionary(process => process.Name, process => process.CpuSeconds());
        foreach (var (name, programs) in Groups)
        {
            double sum = programs.SelectMany(Process.GetProcessesByName).Where(IsOurs).Sum(process => ServedProcess.CpuSeconds(process.Id));
            if (sum > 0)
                seconds[name] = sum;
        }
        return seconds;
    }

    // The scripts that start servers hand this process's id on to them.
    private static bool IsOurs(Process process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process.Id}/environ").Split('\0').Contains($"GYMS_PARENT={Environment.ProcessId}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
