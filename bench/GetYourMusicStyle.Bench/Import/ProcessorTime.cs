using System.Diagnostics;

namespace GetYourMusicStyle.Bench.Import;

/// <summary>Processor time by program, ours and the servers', for all that descends from this process.</summary>
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
            double sum = programs.SelectMany(Process.GetProcessesByName).Sum(process => ServedProcess.CpuSeconds(process.Id));
            if (sum > 0)
                seconds[name] = sum;
        }
        return seconds;
    }
}
